/** A form of a page, as a browser without scripts would send it. */
export interface PageForm {
  readonly action: string;
  readonly fields: Record<string, string>;
}

/**
 * The form of a page that contains `text`, with its hidden fields and, where that is a button's label, the button's value.
 *
 * @param html a page of managed login or of a provider of the local AWS
 */
export function formWith(html: string, text: string): PageForm | null {
  for (const [, opening = '', content = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    if (!content.includes(text)) continue;
    const fields: Record<string, string> = {};
    for (const [, input = ''] of content.matchAll(/<input([^>]*type="hidden"[^>]*)>/g)) keep(fields, input);
    for (const [, button = '', label = ''] of content.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)) {
      if (label.includes(text)) keep(fields, button);
    }
    return { action: attribute(opening, 'action') ?? '', fields };
  }
  return null;
}

/** What a page says first of all: its alert, or else its heading. */
export function messageOf(html: string): string {
  const alert = /role="alert"[^>]*>([^<]+)</.exec(html) ?? /<h1[^>]*>([^<]+)</.exec(html);
  return plain(alert?.[1] ?? '').trim();
}

function keep(fields: Record<string, string>, tag: string): void {
  const name = attribute(tag, 'name');
  if (name !== undefined) fields[name] = attribute(tag, 'value') ?? '';
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : plain(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
