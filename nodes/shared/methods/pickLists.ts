import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { COUNTRIES, CURRENCIES } from '../api/standards';
import type { Field } from '../api/types';

/** Most of a list that the editor draws at a time: hundreds would make every key in the form slow. */
const SHOWN = 100;

/**
 * Lists that are the same everywhere, none of which asks the PBX. They are searched and not loaded:
 * n8n draws all choices of a loaded list anew with each key typed beside it.
 */
export const pickLists: Readonly<
	Record<NonNullable<Field['picks']>, (filter?: string) => Promise<INodeListSearchResult>>
> = {
	/** IANA time zones that this n8n knows. */
	getTimezones: async (filter) =>
		searched(
			Intl.supportedValuesOf('timeZone').map((zone) => ({ name: zone, value: zone })),
			filter,
		),

	/** ISO 4217 currencies with their English names. */
	async getCurrencies(filter) {
		const names = new Intl.DisplayNames(['en'], { type: 'currency' });
		return searched(named(CURRENCIES.map((code) => [code, names.of(code)])), filter);
	},

	/** ISO 3166 countries with their English names. */
	async getRegions(filter) {
		const names = new Intl.DisplayNames(['en'], { type: 'region' });
		return searched(
			named(Object.entries(COUNTRIES).map(([two, three]) => [three, names.of(two)])),
			filter,
		);
	},
};

const named = (
	pairs: ReadonlyArray<readonly [string, string | undefined]>,
): INodeListSearchItems[] =>
	pairs
		.map(([value, name]) => ({ name: `${name ?? value} (${value})`, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** What holds all words of the filter; blanks, lines and slashes are the same to people. */
function searched(all: readonly INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const plain = (text: string) => text.toLowerCase().replace(/[\s_/-]+/g, ' ');
	const words = plain(filter).split(' ').filter(Boolean);
	const results = all.filter(({ name }) => words.every((word) => plain(name).includes(word)));
	return { results: results.slice(0, SHOWN) };
}
