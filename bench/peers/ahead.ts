import type { Column, Figure, Measured } from './columns';

/** Who is compared with the product, by row: what each is called. */
type Others = ReadonlyMap<string, string>;

const OURS = 'ours';

/** Who does better in a figure than the product, and who as well. */
interface Standing {
  readonly figure: string;
  readonly ahead: readonly string[];
  readonly level: readonly string[];
}

/** Where each figure of the columns has the product, as far as it was measured. */
function standingsOf(measured: Measured, columns: readonly Column[], others: Others): Standing[] {
  return columns
    .flatMap(({ figures }) => figures)
    .flatMap((figure) => {
      const own = figure.value(measured, OURS);
      return own === undefined ? [] : [standingOf(figure, own, measured, others)];
    });
}

function standingOf(
  { of, better, value }: Figure,
  own: number,
  measured: Measured,
  others: Others,
): Standing {
  const whoever = (isSo: (lead: number) => boolean) =>
    [...others]
      .filter(([name]) => {
        const found = value(measured, name);
        return found !== undefined && isSo(better === 'more' ? found - own : own - found);
      })
      .map(([, title]) => title);
  return { figure: of, ahead: whoever((lead) => lead > 0), level: whoever((lead) => lead === 0) };
}

/** A list: in which figures others are ahead of the product, in which as good, and in which nobody is. */
export function aheadList(measured: Measured, columns: readonly Column[], others: Others): string {
  const standings = standingsOf(measured, columns, others);
  const lines = standings
    .filter(({ ahead }) => ahead.length > 0)
    .map(({ figure, ahead }) => `- ${figure}: ${and(ahead)}`);
  return [...lines, ...rest(standings).map((sentence) => `- ${sentence}`)].join('\n');
}

/** The same in sentences. */
export function aheadSentences(measured: Measured, columns: readonly Column[], others: Others): string {
  const standings = standingsOf(measured, columns, others);
  const ahead = standings
    .filter(({ ahead }) => ahead.length > 0)
    .map(({ figure, ahead }) => `in ${figure}: ${and(ahead)}.`);
  return [
    ...ahead.map((clause, index) => (index === 0 ? `Ahead of Latchkey ${clause}` : capital(clause))),
    ...rest(standings).map((sentence) => `${capital(sentence)}.`),
  ].join('\n');
}

function rest(standings: readonly Standing[]): string[] {
  const unmatched = standings.filter(({ ahead }) => ahead.length === 0);
  const alone = unmatched.filter(({ level }) => level.length === 0).map(({ figure }) => figure);
  return [
    ...unmatched
      .filter(({ level }) => level.length > 0)
      .map(({ figure, level }) => `nobody in ${figure}; as good there: ${and(level)}`),
    ...(alone.length === 0 ? [] : [`nobody in ${and(alone)}`]),
  ];
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const and = (names: readonly string[]) => new Intl.ListFormat('en-GB').format(names);
