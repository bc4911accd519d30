import { CookieJar } from './cookie-jar';

/** What a browser without script would show. */
export interface Shown {
  /** Where it came to rest: a page of the local AWS, or an address elsewhere that was not opened. */
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

interface Control {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What is between its tags, markup left out. */
  readonly text: string;
}

const MOST_REDIRECTS = 10;

/** A user with a browser that runs no script: follows redirects, reads pages, fills in forms. */
export class Visitor {
  readonly jar = new CookieJar();
  shown: Shown = { url: new URL('about:blank'), status: 0, html: '' };

  constructor(private readonly origin: string) {}

  /** Opens an address, or a path of the local AWS. */
  open(path: string): Promise<Shown> {
    return this.go(new URL(path, this.origin), {});
  }

  /** Fills in fields of the page's form that has this button, and presses it. */
  async press(button: string, fields: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const form = this.formWith(button);
    const data = new URLSearchParams();
    for (const { tag, attributes } of form.controls) {
      const ticked = attributes.type !== 'checkbox' || 'checked' in attributes;
      if (tag === 'input' && attributes.name && ticked) data.set(attributes.name, attributes.value ?? '');
    }
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    const { name, value = '' } = form.button.attributes;
    if (name) data.set(name, value);
    return this.go(new URL(form.action, this.shown.url), { method: 'POST', body: data });
  }

  /** The text of the page's alert or status message. */
  get message(): string | undefined {
    return unescaped(/<p class="notice[^"]*" role="(?:alert|status)">([^<]*)</.exec(this.shown.html)?.[1]);
  }

  get heading(): string | undefined {
    return unescaped(/<h1>([^<]*)</.exec(this.shown.html)?.[1]);
  }

  private formWith(label: string) {
    for (const [, opening = '', content = ''] of this.shown.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
      const controls = [...controlsOf(content)];
      const button = controls.find(({ tag, text }) => tag === 'button' && text.includes(label));
      if (button) return { action: attributesOf(opening).action ?? '', controls, button };
    }
    throw new Error(`No button "${label}" at ${this.shown.url}: ${this.shown.html}`);
  }

  private async go(url: URL, init: RequestInit): Promise<Shown> {
    let [target, request] = [url, init];
    for (let hop = 0; hop < MOST_REDIRECTS; hop++) {
      if (target.origin !== this.origin) return this.rest({ url: target, status: 0, html: '' });
      const response = await this.jar.fetch(target.href, request);
      const location = response.headers.get('location');
      if (location === null) {
        return this.rest({ url: target, status: response.status, html: await response.text() });
      }
      [target, request] = [new URL(location, target), {}];
    }
    throw new Error(`More than ${MOST_REDIRECTS} redirects from ${url}`);
  }

  private rest(shown: Shown): Shown {
    this.shown = shown;
    return shown;
  }
}

function* controlsOf(html: string): Iterable<Control> {
  for (const [, opening = ''] of html.matchAll(/<input([^>]*)>/g)) {
    yield { tag: 'input', attributes: attributesOf(opening), text: '' };
  }
  for (const [, opening = '', content = ''] of html.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)) {
    const text = unescaped(content.replace(/<[^>]*>/g, '')) ?? '';
    yield { tag: 'button', attributes: attributesOf(opening), text };
  }
}

function attributesOf(opening: string): Record<string, string> {
  const pairs = [...opening.matchAll(/([\w-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, unescaped(value) ?? '']));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescaped = (text: string | undefined) =>
  text?.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
