/** A JSON object as it came. */
export type Body = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isBody = (value: unknown): value is Body =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that says something; an id that came as a number becomes one. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (typeof value !== 'string') return undefined;
	return value.trim() || undefined;
}

/** A whole number, whether it came as one or as text. */
export function numberOf(value: unknown): number | undefined {
	const text = textOf(value);
	return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * The number behind `102`, `sip:102@sip.customer.example:5066` or `"Ada" <sip:102@...>`.
 *
 * @returns undefined where there is none
 */
export function bareNumber(value: unknown): string | undefined {
	const text = textOf(value);
	if (text === undefined) return undefined;
	const address = /<([^>]*)>/.exec(text)?.[1] ?? text;
	const user = /^(?:sips?|tel):([^@;?]*)/i.exec(address.trim())?.[1] ?? address;
	const [number] = user.split('@');
	return decoded(number.trim()) || undefined;
}

function decoded(text: string): string {
	return text.replace(/(?:%[\da-f]{2})+/gi, (escaped) => {
		try {
			return decodeURIComponent(escaped);
		} catch {
			return escaped;
		}
	});
}

/** Seconds since 1970 that a clock of this century can show; above are milliseconds. */
const LATEST_SECOND = 1e11;

/**
 * A moment as ISO text.
 *
 * @param value seconds since 1970 as text or number; also milliseconds, and text with a date
 * @returns null for never, which the PBX writes as "0"; undefined for what is no moment
 */
export function momentOf(value: unknown): string | null | undefined {
	if (value === undefined || value === null) return undefined;
	const text = textOf(value);
	if (text === undefined) return null;
	const number = numberOf(text);
	if (number === 0) return null;
	const date = new Date(
		number === undefined ? text : number < LATEST_SECOND ? number * 1000 : number,
	);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The same without what is not known. */
export const known = <T extends object>(facts: T): T =>
	Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
