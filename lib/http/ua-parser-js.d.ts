/** What is used of the parser that Next brings, which has no types with it. */
declare module 'next/dist/compiled/ua-parser-js/ua-parser.js' {
  interface Named {
    readonly name: string | undefined;
  }

  export default class UAParser {
    constructor(userAgent: string);
    getBrowser(): Named;
    getOS(): Named;
  }
}
