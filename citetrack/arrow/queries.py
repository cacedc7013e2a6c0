"""Queries: what brings the texts of many machines together, in SQL that Spark and DuckDB both run, over `readings`."""

__all__ = ["ACTS", "CLUSTERS"]

# `readings` is what `read_batch` gave for all texts, with their column "id".
ACTS = "SELECT array_agg(telling) AS tellings FROM readings WHERE telling IS NOT NULL GROUP BY act"

# The mentions of one work together. What lacks the time joins the only complete one that fits the day of its text: at
# most a year after the day of issue, else in that year, else in that Party term. `Clusters` does it on one machine.
CLUSTERS = """
WITH mentioned AS (
    SELECT coalesce(cluster, concat(id, ':', doc)) AS cluster, id, mentions, stated, stated_base, stated_place,
           stated_time, stated_date, published, published_term
    FROM readings WHERE event IS NULL AND doc IS NOT NULL
), complete AS (
    SELECT cluster, stated_base, stated_place, stated_time, CAST(min(stated_date) AS DATE) AS day
    FROM mentioned WHERE stated = 'complete' GROUP BY cluster, stated_base, stated_place, stated_time
), gaps AS (
    SELECT DISTINCT cluster, stated_base, stated_place, published, published_term
    FROM mentioned WHERE stated = 'gap' AND published IS NOT NULL
), fitting AS (
    SELECT gaps.cluster, gaps.published, min(complete.cluster) AS target
    FROM gaps JOIN complete
      ON gaps.stated_base = complete.stated_base AND gaps.stated_place = complete.stated_place
    WHERE CASE
        WHEN NOT (substr(complete.stated_time, 1, 1) BETWEEN '0' AND '9')
        THEN complete.stated_time = gaps.published_term
        WHEN complete.day IS NULL THEN complete.stated_time = CAST(year(gaps.published) AS STRING)
        ELSE gaps.published BETWEEN complete.day AND complete.day + INTERVAL 365 DAY END
    GROUP BY gaps.cluster, gaps.published HAVING count(*) = 1
)
SELECT coalesce(fitting.target, mentioned.cluster) AS cluster, sum(mentions) AS mentions, count(DISTINCT id) AS texts
FROM mentioned LEFT JOIN fitting
  ON mentioned.stated = 'gap' AND fitting.cluster = mentioned.cluster AND fitting.published = mentioned.published
GROUP BY 1
"""
