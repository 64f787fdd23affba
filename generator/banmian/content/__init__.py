"""Articles as files that an editor can read: Markdown, pinyin, topics, matching."""
