import { InputRefused } from './inputRefused';
import { collectSecrets } from './secrets';

/**
 * A value from a JSON field: text is parsed, the object of an expression is taken as it is, with
 * dates in it as the text that JSON has for them.
 *
 * @param secrets takes what stands under names such as password
 * @throws InputRefused when the text is not JSON, and where a number has lost digits
 */
export function jsonValue(label: string, value: unknown, secrets: Set<string>): unknown {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const parsed = typeof value === 'string' ? parsedText(label, value) : plain(label, value, []);
	collectSecrets(parsed, secrets);
	return parsed;
}

function parsedText(label: string, text: string): unknown {
	const long = longNumber(text);
	if (long) throw lostDigits(label, long.place, long.number);
	try {
		return plain(label, JSON.parse(text), []);
	} catch (error) {
		if (error instanceof InputRefused) throw error;
		throw new InputRefused(
			`"${label}" is not valid JSON`,
			'Names and texts need double quotes, and there is no comma after the last entry.',
		);
	}
}

/** One level of a JSON text: an object with the name of its current entry, or a list with its place. */
type Level = { name: string } | { index: number };

/**
 * The first number in a JSON text that JavaScript cannot hold, and where it stands: once the text
 * is parsed, nobody can tell that it had other digits.
 */
function longNumber(text: string): { place: string; number: string } | undefined {
	const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d[\d.eE+-]*|[{}[\],]/g;
	const levels: Level[] = [];
	for (const [token, quoted, colon] of text.matchAll(tokens)) {
		const level = levels.at(-1);
		if (token === '{') levels.push({ name: '' });
		else if (token === '[') levels.push({ index: 0 });
		else if (token === '}' || token === ']') levels.pop();
		else if (token === ',') {
			if (level && 'index' in level) level.index++;
		} else if (quoted !== undefined) {
			if (colon && level && 'name' in level) level.name = quoted;
		} else if (isLong(token)) {
			const place = levels.map((each) => ('name' in each ? each.name : each.index)).join('.');
			return { place, number: token };
		}
	}
	return undefined;
}

/** A number in powers of ten is nobody's id; any other one is whole before its point. */
const isLong = (number: string): boolean =>
	!/e/i.test(number) && !Number.isSafeInteger(Math.trunc(Number(number)));

/** What JSON would make of it, but for what JSON loses. */
function plain(label: string, value: unknown, path: ReadonlyArray<string | number>): unknown {
	if (typeof value === 'number' && !isKept(value))
		throw lostDigits(label, path.join('.'), String(value));
	if (value === 'Invalid DateTime') throw noDate(label, path);
	if (typeof value !== 'object' || value === null) return value;
	if ('toJSON' in value && typeof value.toJSON === 'function') {
		const text = (value as { toJSON(): unknown }).toJSON();
		if (text === null || text === undefined) throw noDate(label, path);
		return text;
	}
	if (Array.isArray(value)) return value.map((each, index) => plain(label, each, [...path, index]));
	const pairs = Object.entries(value).map(
		([name, each]) => [name, plain(label, each as unknown, [...path, name])] as const,
	);
	return Object.fromEntries(pairs.filter(([, each]) => each !== undefined));
}

/** Luxon writes so of what it could not read. */
const noDate = (label: string, path: ReadonlyArray<string | number>): InputRefused =>
	new InputRefused(
		`"${label}": the value of "${path.join('.')}" is not a valid date`,
		'Check the expression that makes it.',
	);

/** Whole numbers beyond 2^53 are not those that somebody wrote. */
const isKept = (value: number): boolean =>
	Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

const lostDigits = (label: string, place: string, number: string): InputRefused =>
	new InputRefused(
		`"${label}": the number ${number}${place ? ` of "${place}"` : ''} is too long to be kept exactly`,
		'Put it in quotes where it comes from: IDs are text.',
	);
