mod referrers_tag;
