import { refused } from '../inputRefused';
import { IANA_OF_WINDOWS } from './windowsZones';
import type { Form } from './form';

/** Names in the spelling of the database, by their small letters. */
let spelled: Map<string, string> | undefined;

function spelling(text: string): string | undefined {
	spelled ??= new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));
	return spelled.get(text.toLowerCase());
}

/**
 * Letters that ICU knows for one zone, often another one than those who write them mean, and that
 * are no names in the IANA database; or that stand for summer time alone.
 */
const LETTERS: ReadonlyMap<string, string> = new Map([
	['ACT', 'Australia/Darwin or America/Rio_Branco'],
	['AET', 'Australia/Sydney or Australia/Brisbane'],
	['AGT', 'America/Argentina/Buenos_Aires or another city of Argentina'],
	['ART', 'America/Argentina/Buenos_Aires or Africa/Cairo'],
	['AST', 'America/Halifax, Asia/Riyadh or America/Anchorage'],
	['BET', 'America/Sao_Paulo or another city of Brazil'],
	['BST', 'Europe/London or Asia/Dhaka'],
	['CAT', 'Africa/Maputo or Africa/Harare'],
	['CDT', 'America/Chicago or America/Havana'],
	['CEST', 'Europe/Berlin or Europe/Paris'],
	['CNT', 'America/St_Johns or Asia/Shanghai'],
	['CST', 'America/Chicago, Asia/Shanghai or America/Havana'],
	['CTT', 'Asia/Shanghai or Asia/Taipei'],
	['EAT', 'Africa/Nairobi or Africa/Addis_Ababa'],
	['ECT', 'Europe/Paris or America/Guayaquil'],
	['EDT', 'America/New_York or America/Toronto'],
	['IET', 'America/Indiana/Indianapolis or another city of Indiana'],
	['IST', 'Asia/Kolkata, Europe/Dublin or Asia/Jerusalem'],
	['JST', 'Asia/Tokyo or Asia/Jerusalem'],
	['MDT', 'America/Denver or America/Edmonton'],
	['MESZ', 'Europe/Berlin or Europe/Vienna'],
	['MEZ', 'Europe/Berlin or Europe/Vienna'],
	['MIT', 'Pacific/Apia or Pacific/Marquesas'],
	['NET', 'Asia/Yerevan or another city'],
	['NST', 'America/St_Johns or Pacific/Auckland'],
	['PDT', 'America/Los_Angeles or America/Vancouver'],
	['PLT', 'Asia/Karachi or another city of Pakistan'],
	['PNT', 'America/Phoenix or another city of Arizona'],
	['PRT', 'America/Puerto_Rico or another city'],
	['PST', 'America/Los_Angeles or Asia/Manila'],
	['SST', 'Pacific/Guadalcanal, Pacific/Pago_Pago or Asia/Singapore'],
	['VST', 'Asia/Ho_Chi_Minh or another city of Vietnam'],
]);

/** Names that stood the test: asking Intl costs more than all else that is done to an item. */
const known = new Map<string, string>();
const MOST_KNOWN = 1000;

/** A time zone by its name in the IANA database. */
export const timezone: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		const before = known.get(text);
		if (before !== undefined) return before;
		const windows = IANA_OF_WINDOWS.get(text.toLowerCase().replace(' daylight ', ' standard '));
		if (windows) {
			throw refused('windowsZone', field, text, `that is what Windows calls ${windows}`, {
				advice: `Give ${windows}, or the zone of the nearest city.`,
			});
		}
		const letters = LETTERS.get(text.toUpperCase());
		if (letters) {
			throw refused('zoneLetters', field, text, `it can be read as ${letters}`, {
				advice: 'Give the zone of the nearest city by its name.',
			});
		}
		const name = nameOf(text);
		if (name === undefined) {
			throw refused('timezone', field, text, 'it takes a time zone by its IANA name', {
				example: 'Europe/London or America/New_York',
				...(/\d|time$/i.test(text)
					? {
							advice:
								'An offset does not tell when clocks change: give the zone of the nearest city.',
						}
					: {}),
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
