import { COUNTRIES } from '../api/standards';

/** Three-letter codes by all that people write for a country, in small letters. */
let known: Map<string, string> | undefined;

function all(): Map<string, string> {
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	return new Map(
		Object.entries(COUNTRIES).flatMap(([two, three]) =>
			[two, three, names.of(two) ?? two].map((each) => [each.toLowerCase(), three] as const),
		),
	);
}

/**
 * The code of a country, from its English name or one of its two codes.
 *
 * @returns the text itself where it is none of them, for the PBX to judge
 */
export function countryCode(text: string): string {
	known ??= all();
	return known.get(text.trim().toLowerCase()) ?? text;
}
