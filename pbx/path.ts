import { CallFailed } from './failures';

/** More layers of percent-encoding than anybody's id has. */
const LAYERS = 4;

/**
 * Whether a text stays one segment of a path, whoever decodes it on the way: neither empty nor
 * `.` or `..`, without a slash or what ends a path, also where these are percent-encoded or followed by the
 * parameters that some servers cut off (`..;x`).
 */
export function isOneSegment(text: string): boolean {
	let current = text;
	for (let layer = 0; layer < LAYERS; layer++) {
		const [bare] = current.split(';');
		if (/^\.{0,2}$/.test(bare.trim()) || /[/\\?#]|\p{Cc}/u.test(current)) return false;
		const decoded = decodedOnce(current);
		if (decoded === current) return isWhole(current);
		current = decoded;
	}
	return false;
}

/** Only what is ASCII: that is what paths are made of, and half a character must not end it. */
const decodedOnce = (text: string): string =>
	text.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** What the most careless server makes of a text. */
export function fullyDecoded(text: string): string {
	let current = text;
	for (let layer = 0; layer < LAYERS; layer++) current = decodedOnce(current);
	return current;
}

/** Half a character cannot be sent in an address. */
const isWhole = (text: string): boolean => !/\p{Cs}/u.test(text);

/**
 * A text as it stands in an address.
 *
 * @throws CallFailed for one with half a character in it
 */
export function encoded(text: string): string {
	if (isWhole(text)) return encodeURIComponent(text);
	throw new CallFailed({
		kind: 'unsafe',
		message: 'a value has half a character in it, which cannot be sent, so nothing was sent',
		advice: 'Check where the text comes from: it was cut in the middle of a character.',
	});
}

/**
 * The path of a call, braces filled in. It is the last guard before a request leaves: what it
 * gives has exactly the segments of the route.
 *
 * @param route for example `/tenants/{id}/destroy`
 * @param ids what stands in the braces, not encoded
 * @throws CallFailed where an id would lead to another route
 */
export function pathOf(route: string, ids: Readonly<Record<string, string>> = {}): string {
	const segments = route
		.split('/')
		.slice(1)
		.map((segment) => {
			const brace = /^\{(\w+)\}$/.exec(segment)?.[1];
			const text = brace === undefined ? segment : (ids[brace] ?? '');
			if (!isOneSegment(text) || (brace === undefined && /[{}]/.test(segment))) throw unsafe(text);
			return brace === undefined ? segment : encoded(text);
		});
	return `/${segments.join('/')}`;
}

const unsafe = (segment: string): CallFailed =>
	new CallFailed({
		kind: 'unsafe',
		message: `"${segment}" cannot stand in a path: it would lead to another call, so nothing was sent`,
		advice: 'Check the expression or the record that this ID comes from.',
	});
