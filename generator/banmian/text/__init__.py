"""Chinese text: classes of characters, repair of what extraction did to it, dates in it."""
