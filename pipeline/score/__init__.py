"""A run held against gold: how much is right, how much is wrong, and what is wrong without saying so."""

from pipeline.score.scoring import Score, score_run

__all__ = ["Score", "score_run"]
