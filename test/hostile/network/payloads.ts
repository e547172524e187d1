/** Places inside, one of each kind. */
const inside = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.2.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
]

/** However an address is written, the same one is meant: by some reader of addresses or other. */
function spellings(address: string): readonly string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (part: number) => part.toString(16)
  const octal = (part: number) => `0${part.toString(8)}`
  const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)]
  return [
    address,
    `${address}.`,
    `${whole}`,
    `0x${hex(whole)}`,
    octal(whole),
    [a, b, c, d].map((part) => `0x${hex(part)}`).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `0x${hex(a)}.${octal(b)}.${c * 256 + d}`,
    address.replaceAll('.', '%2e'),
    address.replaceAll('.', '。'),
    [...address].map((one) => (one === '.' ? one : String.fromCharCode(one.charCodeAt(0) + 0xfee0))).join(''),
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[::${high}:${low}]`,
    `[::ffff:0:${high}:${low}]`,
    `[64:ff9b::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[0:0:0:0:0:ffff:${high}:${low}]`,
  ]
}

const named = [
  ...[
    'localhost',
    'LOCALHOST.',
    'x.localhost',
    'ip6-localhost',
    'ip6-loopback',
    'metadata.google.internal',
    'metadata',
  ],
  ...['rebinding', 'turning', 'both', 'alias', 'inside', 'machine', 'nobody', 'mapped', 'six', 'loop-six'].map(
    (name) => `${name}.test`,
  ),
  'well-and-ill.test',
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[fe80::1]', '[fd00:ec2::254]', '[fc00::1]', '[ff02::1]'],
]

/** Hosts that are to lead inside, each as somebody may write it. */
export const hosts: readonly string[] = [...inside.flatMap(spellings), ...named]

/** Addresses around a host that is inside: what stands before it is no host, and another way of speaking is none of ours. */
export const wholes: readonly string[] = [
  'http://good.test@169.254.169.254:8080/',
  'http://good.test:8080@10.2.2.3:8080/',
  'http://169.254.169.254:8080\\@good.test/',
  'http://169.254.169.254:8080/#@good.test',
  'http:169.254.169.254:8080/',
  'http:\\\\169.254.169.254:8080\\',
  'http://good.test:8080/away',
  'http://good.test:8080/away?x=http://10.2.2.3',
  'file:///etc/passwd',
  'gopher://169.254.169.254:8080/_x',
  'ftp://10.2.2.3/x',
  'data:text/plain,x',
  'unix:/var/run/postgresql/.s.PGSQL.5432',
  'jar:http://169.254.169.254!/x',
]
