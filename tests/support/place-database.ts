type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

/** Where the bit 0 leads, and where the bit 1 does: to a node, to an entry's offset in the data, or nowhere. */
type Node = [zero: Target, one: Target];
type Target = { readonly node: number } | { readonly offset: number } | null;

/** The specification's numbers of types. */
const STRING = 2;
const UINT32 = 6;
const MAP = 7;
const ARRAY = 11;
const SEPARATOR = Buffer.alloc(16);
const MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

/**
 * A database of places as MaxMind's are, as small as a test needs it: IPv4 alone, records of 24 bits, nothing pointed to twice
 * (MaxMind DB File Format Specification 2.0).
 *
 * @param entries by network, such as `203.0.113.0/24`; none may lie in another
 * @returns the file's bytes
 */
export function placeDatabase(entries: Readonly<Record<string, Value>>): Buffer {
  const nodes: Node[] = [[null, null]];
  let data = Buffer.alloc(0);
  for (const [network, value] of Object.entries(entries)) {
    insert(nodes, network, data.length);
    data = Buffer.concat([data, encode(value)]);
  }
  const tree = nodes.flatMap((sides) => sides.map((target) => record(target, nodes.length)));
  return Buffer.concat([...tree, SEPARATOR, data, MARKER, encode(metadata(nodes.length))]);
}

/** What the databases of a city say: `cityEntry('DE', { en: 'Munich', de: 'München' })`. */
export function cityEntry(countryCode: string, names: Readonly<Record<string, string>>): Value {
  return { city: { names }, country: { iso_code: countryCode } };
}

function insert(nodes: Node[], network: string, offset: number): void {
  const [address = '', length] = network.split('/');
  const bits = address
    .split('.')
    .flatMap((part) => [...Number(part).toString(2).padStart(8, '0')].map(Number));
  let at = 0;
  for (const [depth, bit] of bits.slice(0, Number(length)).entries()) {
    const node = nodes[at];
    if (node === undefined) throw new Error(`${network} lies in another network.`);
    const known = node[bit];
    if (depth + 1 === Number(length)) {
      node[bit] = { offset };
    } else if (known && 'node' in known) {
      at = known.node;
    } else {
      at = nodes.push([null, null]) - 1;
      node[bit] = { node: at };
    }
  }
}

function record(target: Target, count: number): Buffer {
  const value = target === null ? count : 'node' in target ? target.node : count + 16 + target.offset;
  return bigEndian(value, 3);
}

function metadata(nodeCount: number): Value {
  return {
    node_count: nodeCount,
    record_size: 24,
    ip_version: 4,
    database_type: 'Test-City',
    languages: ['en', 'de'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_790_000_000,
    description: { en: 'For tests' },
  };
}

function encode(value: Value): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([control(STRING, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') return Buffer.concat([control(UINT32, 4), bigEndian(value, 4)]);
  if (Array.isArray(value)) return Buffer.concat([control(ARRAY, value.length), ...value.map(encode)]);
  const pairs = Object.entries(value);
  return Buffer.concat([
    control(MAP, pairs.length),
    ...pairs.flatMap(([key, each]) => [encode(key), encode(each)]),
  ]);
}

/** A type and a size below 285; types above 7, and sizes above 28, take a byte more. */
function control(type: number, size: number): Buffer {
  if (size > 284) throw new Error(`Too long for a test: ${size}.`);
  const short = Math.min(size, 29);
  const first = type > 7 ? [short, type - 7] : [(type << 5) | short];
  return Buffer.from(size > 28 ? [...first, size - 29] : first);
}

function bigEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
