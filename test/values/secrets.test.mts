import { blotted, collectSecrets } from '../../nodes/shared/values/secrets.ts';

const of = (text: string, ...secrets: string[]) => blotted(text, new Set(secrets));

test.each([
	// PINs have 3 to 10 digits: all of them are hidden.
	['PIN 1234567890 is weak', ['1234567890'], 'PIN •••• is weak'],
	['PIN 840261 is weak', ['840261'], 'PIN •••• is weak'],
	['PIN 8402 is weak', ['8402'], 'PIN •••• is weak'],
	['PIN 840 is weak, see 18402', ['840'], 'PIN •••• is weak, see 18402'],
	['a code of 12 and 7', ['12', '7'], 'a code of 12 and 7'],
	['abcdef, abcd', ['abcd', 'abcdef'], '••••, ••••'],
	['{"password":"a\\"b\\\\c"}', ['a"b\\c'], '{"password":"••••"}'],
	['?password=a%20b%26', ['a b&'], '?password=••••'],
	['line MIIabcdefg==', ['-----BEGIN-----\nMIIabcdefg==\n'], 'line ••••'],
	['half a character \ud800x1', ['\ud800x1'], 'half a character ••••'],
	['a.c is no a+c', ['a.c'], '•••• is no a+c'],
	['Authorization: Bearer eyJ.x-y_z, again', [], 'Authorization: Bearer ••••, again'],
	['nothing to hide', ['another'], 'nothing to hide'],
])('"%s" without %j', (text, secrets, expected) => {
	expect(of(text, ...secrets)).toBe(expected);
});

test('texts and numbers under the names of secrets are collected, also from lists', () => {
	const secrets = new Set<string>();
	collectSecrets(
		{
			password: 'one',
			Api_Token: ['two', 'three', { name: 'no' }],
			items: [{ admin_pin: 4444, spin: 'five', private_key: 'six', enable_pin: true }],
			password_policy: { level: 'STRONG' },
			pinned: 'no',
			keyboard: 'no',
			name: 'no',
		},
		secrets,
	);
	expect([...secrets]).toEqual(['one', 'two', 'three', '4444', 'five', 'six']);
	collectSecrets('a text', secrets);
	collectSecrets(null, secrets);
	expect(secrets.size).toBe(6);
});
