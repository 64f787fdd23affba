// @ts-check
/**
 * What the bench has a page do: open a search, ask, and read on to the end. Put into each page before
 * anything else runs.
 *
 * In lockstep answers are held back until all that were asked for are there, and then handed on
 * together: that is a round trip on a slow line that takes any number of requests at once. So rounds
 * count how many requests wait for each other, whatever a browser's limit of six connections does.
 */
(() => {
  const direct = globalThis.fetch;
  const PAUSE = 20; // milliseconds in which a page asks for all that it can ask for
  let lockstep = false;
  let under = 0; // asked for, and not handed on
  let rounds = 0;
  /** @type {(() => void)[]} */
  let come = [];

  const handOn = () => {
    if (!come.length || come.length < under) return;
    const all = come;
    [come, under] = [[], 0];
    rounds++;
    for (const one of all) one();
  };

  /** @param {Parameters<typeof fetch>} request */
  globalThis.fetch = async (...request) => {
    if (!lockstep) return direct(...request);
    under++;
    /** @type {() => Response} */
    let give;
    try {
      const answer = await direct(...request);
      const body = await answer.arrayBuffer();
      give = () => new Response(body, { status: answer.status, headers: answer.headers });
    } catch (error) {
      give = () => {
        throw error;
      };
    }
    await new Promise((resolve) => {
      come.push(() => resolve(undefined));
      setTimeout(handOn, PAUSE);
    });
    return give();
  };

  /** @type {any} the module of the search */
  let client;
  /** @type {any} the index that it opened */
  let index;
  /** @type {any} */
  let search;
  const ALL = 1000;

  const banmian = {
    /** @param {{client: string, index: string}} where */
    async open(where) {
      client = await import(where.client);
      index = await client.open(where.index);
    },
    /** @param {string} text */
    async ask(text) {
      search = await index.search({ text, title: false, order: "relevance", from: "", to: "", facets: {} });
      const first = (await search.next(10)).map(shown);
      return { first, limited: search.limited };
    },
    async rest() {
      const found = [];
      while (!search.done) found.push(...(await search.next(ALL)).map(href));
      return found;
    },
  };

  /** @param {{document: {href: string}}} result */
  const href = (result) => result.document.href;

  /** @param {any} result of which a page shows headline and snippet */
  const shown = (result) => {
    result.title();
    result.snippet();
    return href(result);
  };

  const pagefind = {
    /** @param {{client: string}} where */
    async open(where) {
      const { createInstance } = await import(where.client);
      client = createInstance({ noWorker: true }); // a worker's requests cannot be held back
      await client.init();
      await client.filters(); // which waits for what it has begun
    },
    /** @param {string} text */
    async ask(text) {
      search = await client.search(text);
      const ten = await Promise.all(search.results.slice(0, 10).map((/** @type {any} */ one) => one.data()));
      return { first: ten.map((one) => one.url), limited: false };
    },
    /** All of them, by the names of their fragments. */
    async rest() {
      return search.results.map((/** @type {any} */ one) => one.id);
    },
  };

  Object.assign(globalThis, {
    bench: {
      banmian,
      pagefind,
      /**
       * Ask and say how long that took, in milliseconds, and how many round trips.
       * @param {"banmian" | "pagefind"} engine
       * @param {string} text
       * @param {boolean} held whether in lockstep
       */
      async ask(engine, text, held) {
        [lockstep, rounds] = [held, 0];
        const start = performance.now();
        const answer = await { banmian, pagefind }[engine].ask(text);
        lockstep = false;
        return { ...answer, took: performance.now() - start, rounds };
      },
    },
  });
})();
