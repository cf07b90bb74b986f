-- Views of the database: what most questions begin with. Each statement follows a comment that says what it holds.

-- Every counted status, old and new: one per document and number. Versions that were replaced are marked, not left out.
create view history as
select * from assessments where is_counted;

-- The newest status of each municipality, package, edition and number; its rating may be null (asked, not rated).
create view current as
select * from assessments where is_current;

-- The same over all editions: a municipality counts once for a recommendation that one-to-one links join.
create view newest as
select * from assessments where is_newest;

-- Recommendations that a municipality could have been asked about, by package and edition that it has rated, and whether
-- it was: 'rated', 'not_rated' (asked, no rating was read) or 'not_asked' (no row in any of its documents). The
-- denominator is the catalogue where it is complete, else what any municipality was asked about.
create view asked as
with rated_editions as (
  select distinct municipality_code, municipality, package, edition from current where edition is not null
)
select e.municipality_code, e.municipality, e.package, e.edition, c.number, c.recommendation_key, c.title, c.level,
  case when s.record_id is null then 'not_asked' when s.rating_step is null then 'not_rated' else 'rated' end as state,
  s.record_id
from rated_editions e
join catalogue c on c.package = e.package and c.edition = e.edition
left join (
  select municipality_code, recommendation_key, max(record_id) as record_id, max(rating_step) as rating_step
  from current group by all
) s on s.municipality_code = e.municipality_code and s.recommendation_key = c.recommendation_key;

-- Each of the 98 municipalities and 11 packages: how many documents rate it, and how new they are.
create view coverage as
with rated as (
  select municipality_code, package, count(distinct document_id) as documents, count(distinct as_of) as status_dates,
    arg_min(as_of, as_of_last_day) as first_status, arg_max(as_of, as_of_last_day) as newest_status,
    list_sort(list_distinct(list(edition))) as editions, count(*) filter (is_current) as current_recommendations,
    bool_or(is_current and needs_review) as has_doubt
  from history where municipality_code is not null and package is not null group by all
)
select m.municipality_code, m.municipality, m.region, p.package, coalesce(r.documents, 0) as documents,
  coalesce(r.status_dates, 0) as status_dates, r.first_status, r.newest_status, coalesce(r.editions, []) as editions,
  coalesce(r.current_recommendations, 0) as current_recommendations, coalesce(r.has_doubt, false) as has_doubt
from municipalities m cross join (select distinct package from packages) p
left join rated r on r.municipality_code = m.municipality_code and r.package = p.package;

-- Each rated status beside the one before it, over editions that one-to-one links join; versions that were replaced are
-- left out. Steps compare on the same scale length only.
create view moves as
with rated as (
  select * from history
  where municipality_code is not null and package is not null and rating_step is not null and as_of is not null
    and not is_superseded
), ordered as (
  select *, lag(as_of) over w as from_date, lag(rating_step) over w as from_step, lag(rating_steps) over w as from_steps,
    lag(rating_text) over w as from_rating, lag(record_id) over w as from_record_id, lag(edition) over w as from_edition,
    lag(as_of_last_day) over w as from_last_day
  from rated
  window w as (partition by municipality_code, canonical_id order by as_of_last_day, edition, number, document_id)
)
select municipality_code, municipality, region, package, canonical_id, number, title, from_edition, edition, from_date,
  as_of as to_date, from_rating, rating_text as to_rating, from_step, rating_step as to_step, rating_steps,
  case when from_steps is distinct from rating_steps then 'not_comparable' when rating_step < from_step then 'better'
    when rating_step > from_step then 'worse' else 'unchanged' end as direction,
  from_record_id, record_id, needs_review
from ordered where from_record_id is not null and from_last_day < as_of_last_day;
