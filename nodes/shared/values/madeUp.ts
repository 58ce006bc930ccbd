import { randomInt } from 'crypto';

/** Rules for passwords, as the PBX gives them; what it leaves out is PortSIP's default. */
export interface Policy {
	min_length?: number;
	max_length?: number;
}

/** Without those that are mistaken for one another, and without what phones and web forms mask. */
const CLASSES = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_'];
const DIGITS = ['0123456789'];

/** As long as the policy lets it be, up to this. */
const PASSWORD_LENGTH = 16;
const PIN_LENGTH = 8;
/** PortSIP's limits, where the policy says nothing. */
const SHORTEST = 6;
const LONGEST = 32;
const LONGEST_PIN = 10;

/**
 * A password that the strictest policy of PortSIP takes: a small and a capital letter, a digit and
 * a special character, no repetition, no run, nothing of the account.
 *
 * @param words what must not stand in it
 */
export function password(policy: Policy, words: readonly string[]): string {
	const { min_length: shortest = SHORTEST, max_length: longest = LONGEST } = policy;
	const length = Math.min(Math.max(PASSWORD_LENGTH, shortest), Math.max(longest, SHORTEST));
	const forbidden = words.map((word) => word.toLowerCase()).filter((word) => word.length > 2);
	return drawn(CLASSES, length, (text) =>
		forbidden.every((word) => !text.toLowerCase().includes(word)),
	);
}

/** A PIN: digits without repetition and run; from 22.3 the shortest length is that of passwords. */
export function pin({ min_length: shortest = SHORTEST }: Policy): string {
	const length = Math.max(shortest, Math.min(PIN_LENGTH, LONGEST_PIN));
	return drawn(DIGITS, length, () => true);
}

/**
 * Draws until a text fits: so all texts that fit are equally likely, which mending one that does
 * not would spoil.
 */
function drawn(
	classes: readonly string[],
	length: number,
	fits: (text: string) => boolean,
): string {
	const alphabet = classes.join('');
	for (;;) {
		const text = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
		const whole = classes.every((each) => [...text].some((character) => each.includes(character)));
		if (whole && !hasNeighbours(text) && fits(text)) return text;
	}
}

/** Two characters side by side that are the same or follow one another, such as `aA`, `12` or `ba`. */
const hasNeighbours = (text: string): boolean =>
	[...text.toLowerCase()].some(
		(character, index, all) =>
			index > 0 && Math.abs(character.charCodeAt(0) - all[index - 1].charCodeAt(0)) <= 1,
	);
