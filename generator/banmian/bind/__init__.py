"""Cards → what spans issues: home, archive, topics, people, search, feed, sitemap. Pure."""
