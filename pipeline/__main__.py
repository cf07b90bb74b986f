"""``python -m pipeline`` is ``udtraek``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
