-- Who runs the registries of pods whose image can change under its name?
SELECT coalesce(registry_operator(image), '(not a reference)') AS operator,
       count(*) AS pods,
       count(*) FILTER (WHERE NOT image_pinned(image)) AS unpinned,
       count(DISTINCT image_normalize(image)) FILTER (WHERE NOT image_pinned(image)) AS images
FROM pods
GROUP BY operator
ORDER BY unpinned DESC, operator
