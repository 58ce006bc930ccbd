import { password, pin } from '../../nodes/shared/values/madeUp.ts';
import { checkPassword, checkPin } from '../../simulator/rules.mts';

const strictest = {
	min_length: 6,
	max_length: 32,
	contains_letters: true,
	contains_numbers: true,
	contains_special_letters: true,
	disable_sequential_characters: true,
	disable_repeating_characters: true,
	disable_account_information: true,
};
const account = { name: 'abc', email: 'ken@customer.example', display_name: 'Ada' };
const words = ['abc', 'ken', 'Ada', '', 'a'];
const MANY = 300;

test.each([
	['the strictest policy', {}, 16],
	['a longer one', { min_length: 24 }, 24],
	['a short one', { max_length: 8 }, 8],
	['the shortest one', { max_length: 6 }, 6],
])('passwords fit %s', (_, changes, length) => {
	const policy = { ...strictest, ...changes };
	for (let round = 0; round < MANY; round++) {
		const made = password(policy, words);
		expect(made).toHaveLength(length);
		expect(() => checkPassword(policy, made, account)).not.toThrow();
		expect(made).toMatch(/[a-z]/);
		expect(made).toMatch(/[A-Z]/);
		expect(made).toMatch(/[0-9]/);
		expect(made).toMatch(/[-_]/);
	}
});

test.each([
	['PortSIP', {}, 8],
	['a policy of twelve', { min_length: 12 }, 12],
])('PINs fit %s', (_, policy, length) => {
	for (let round = 0; round < MANY; round++) {
		const made = pin(policy);
		expect(made).toMatch(new RegExp(`^\\d{${length}}$`));
		expect(() => checkPin({ ...strictest, ...policy }, made)).not.toThrow();
	}
});

test('none comes twice, and every character comes about as often as the others', () => {
	const made = Array.from({ length: 2000 }, () => password({}, []));
	expect(new Set(made).size).toBe(made.length);
	const counts = new Map<string, number>();
	for (const each of made.join('')) counts.set(each, (counts.get(each) ?? 0) + 1);
	const capitals = [...counts].filter(([each]) => /[B-GL-Y]/.test(each)).map(([, count]) => count);
	expect(Math.max(...capitals) / Math.min(...capitals)).toBeLessThan(1.6);
});
