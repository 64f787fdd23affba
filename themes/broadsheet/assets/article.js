// @ts-check
/**
 * An article's page: where its address carries a query, what was looked for is marked. All others
 * load no more than this.
 */
if (location.hash.startsWith("#q=")) import("./marked-article.js").then(({ markArticle }) => markArticle());
