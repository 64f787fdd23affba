"""The topics' pages."""

from collections import Counter

from banmian import addresses
from banmian.config.edition import Edition, Topic
from banmian.model.card import Card
from banmian.model.output import Output
from banmian.theme.contexts import CountLine, TopicsView, TopicView
from banmian.theme.lists import summary
from banmian.theme.site import Site, Way


def topic_lines(cards: tuple[Card, ...], edition: Edition, way: Way) -> tuple[CountLine, ...]:
    """Give the topics that articles have, the most used first, then as in `edition.toml`."""
    counts = Counter(name for card in cards for a in card.articles for name in a.topics)
    used = [topic for topic in edition.topics if counts[topic.name]]
    used.sort(key=lambda topic: -counts[topic.name])
    return tuple(
        CountLine(topic.name, way(addresses.topic(topic.slug)), counts[topic.name], topic.timely)
        for topic in used
    )


def topic_pages(cards: tuple[Card, ...], site: Site) -> list[Output]:
    """Make the list of topics and a page for each of the vocabulary, used yet or not."""
    way = site.way_from(addresses.TOPICS)
    view = TopicsView(topic_lines(cards, site.edition, way))
    pages = [site.output(addresses.TOPICS, site.phrase("topics"), "", view)]
    return pages + [_topic(topic, cards, site) for topic in site.edition.topics]


def _topic(topic: Topic, cards: tuple[Card, ...], site: Site) -> Output:
    address = addresses.topic(topic.slug)
    way = site.way_from(address)
    articles = tuple(
        summary(card, article, site.edition, way)
        for card in reversed(cards)
        for article in card.articles
        if topic.name in article.topics
    )
    return site.output(address, topic.name, "", TopicView(topic.name, topic.timely, articles))
