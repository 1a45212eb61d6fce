/** Dotted IPv4 in other spellings that browsers, libc and URL parsers take for the same address. */
function spellingsOf4(dotted: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number, digits = 0) => value.toString(16).padStart(digits, '0');
  const oct = (value: number) => `0${value.toString(8)}`;
  return [
    dotted,
    `${dotted}.`,
    String(number),
    `0x${hex(number)}`,
    `0X${hex(number).toUpperCase()}`,
    `0${number.toString(8)}`,
    [a, b, c, d].map(oct).join('.'),
    [a, b, c, d].map((part) => `0x${hex(part)}`).join('.'),
    `0x${hex(a)}.${oct(b)}.${String(c)}.${String(d)}`,
    `${String(a)}.${String((b * 256 + c) * 256 + d)}`,
    `${String(a)}.${String(b)}.${String(c * 256 + d)}`,
    [...dotted].map((sign) => (sign === '.' ? '。' : sign)).join(''),
    [...dotted].map((sign) => (sign === '.' ? sign : String.fromCodePoint(0xff10 + Number(sign)))).join(''),
    dotted.replaceAll('.', '%2e'),
    `[::ffff:${dotted}]`,
    `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `[0:0:0:0:0:ffff:${dotted}]`,
    `[::${dotted}]`,
    `[64:ff9b::${dotted}]`,
    `[64:ff9b:1::${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `[2002:${hex(a, 2)}${hex(b, 2)}:${hex(c, 2)}${hex(d, 2)}::1]`,
  ];
}

const private4 = [
  ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '0.0.0.0', '192.0.2.1', '198.18.0.1', '203.0.113.7', '224.0.0.1'],
  ...['255.255.255.255', '240.0.0.1', '192.88.99.1', '100.127.255.254'],
];

const private6 = [
  ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]', '[::0001]'],
  ...[
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fdff::1]',
    '[ff02::1]',
    '[ff0e::1]',
  ],
  ...[
    '[2001:db8::1]',
    '[2001::1]',
    '[2001:10::1]',
    '[2001:20::1]',
    '[3fff::1]',
    '[100::1]',
    '[5f00::1]',
    '[4000::1]',
  ],
];

const names = [
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ｌocalhost', 'printer.local', 'printer.local.'],
  ...[
    'metadata.google.internal',
    'db.internal',
    'router.lan',
    'nas.home.arpa',
    'nas.home',
    'x.corp',
    'intranet',
  ],
  ...['localhost.localdomain', 'kubernetes', 'x.onion'],
];

/** Addresses that are nobody's on the public internet, in every spelling that the tests know. */
export const privateSpellings: string[] = [...private4.flatMap(spellingsOf4), ...private6, ...names];

/** Addresses that anybody may have, in as many spellings: none of them may be refused. */
export const publicSpellings: string[] = [
  ...spellingsOf4('93.184.215.14').filter((text) => !text.startsWith('[')),
  ...spellingsOf4('8.8.8.8').filter((text) => !text.startsWith('[')),
  ...['172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1', '11.0.0.1', '126.0.0.1', '128.0.0.1'],
  ...['[2606:4700:4700::1111]', '[2a00:1450:4001:80b::200e]', '[2001:4860:4860::8888]', '[2400::1]'],
  ...[
    'example.com',
    'hooks.example.co.uk',
    'xn--hxajbheg2az3al.gr',
    'localhost.example.com',
    'local.example',
  ],
];
