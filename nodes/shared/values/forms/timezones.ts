import { refused } from '../inputRefused';
import { IANA_OF_WINDOWS } from './windowsZones';
import type { Form } from './form';

/** Names in the spelling of the database, by their small letters. */
let spelled: Map<string, string> | undefined;

function spelling(text: string): string | undefined {
	spelled ??= new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));
	return spelled.get(text.toLowerCase());
}

/** Names that stood the test: asking Intl costs more than all else that is done to an item. */
const known = new Map<string, string>();
const MOST_KNOWN = 1000;

/** A time zone by its name in the IANA database. */
export const timezone: Form = {
	visible: true,
	read(field, text) {
		const before = known.get(text);
		if (before !== undefined) return before;
		const windows = IANA_OF_WINDOWS.get(text.toLowerCase());
		if (windows) {
			throw refused('windowsZone', field, text, `that is what Windows calls ${windows}`, {
				advice: `Give ${windows}, or the zone of the nearest city.`,
			});
		}
		const name = nameOf(text);
		if (name === undefined) {
			throw refused('timezone', field, text, 'it takes a time zone by its IANA name', {
				example: 'Europe/London or America/New_York',
			});
		}
		if (known.size < MOST_KNOWN) known.set(text, name);
		return name;
	},
};

/** The name in the database's spelling; undefined for what is in none of its lists. */
function nameOf(text: string): string | undefined {
	const words = text.replace(/\s+/g, '_');
	const found = spelling(words);
	if (found !== undefined) return found;
	// Offsets such as +01:00 are understood by Intl, but are no names.
	if (!/^[A-Z]/i.test(words)) return undefined;
	try {
		new Intl.DateTimeFormat('en', { timeZone: words });
	} catch {
		return undefined;
	}
	return respelled(words);
}

/** Areas whose name is not written as a word is. */
const AREAS: Readonly<Record<string, string>> = { us: 'US' };

/**
 * One of the older names, such as Etc/UTC or US/Eastern, which are in no list that could be asked
 * for its spelling. What has capitals and small letters is written by somebody who knows it.
 */
function respelled(name: string): string {
	const [area, ...places] = name.split('/');
	if (!places.length) return inCapitals(area);
	const head = AREAS[area.toLowerCase()] ?? capitalized(area);
	return [head, ...places.map(inCapitals)].join('/');
}

const inCapitals = (part: string): string => {
	if (/[a-z]/.test(part) && /[A-Z]/.test(part)) return part;
	// UTC, GMT+5, EST5EDT.
	return part.length <= 3 || /\d/.test(part) ? part.toUpperCase() : capitalized(part);
};

const capitalized = (part: string): string =>
	part.replace(/[A-Z]+/gi, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
