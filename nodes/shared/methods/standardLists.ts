import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { COUNTRIES, CURRENCIES } from '../api/standards';
import type { Field } from '../api/types';

/** What a standard knows, by its value. */
type Entries = () => INodeListSearchItems[];

const ENTRIES: Readonly<Record<NonNullable<Field['picks']>, Entries>> = {
	/** IANA time zones that this n8n knows. */
	searchTimezone: () =>
		Intl.supportedValuesOf('timeZone').map((zone) => ({ name: zone, value: zone })),

	/** ISO 4217 currencies with their English names. */
	searchCurrency: () => {
		const names = new Intl.DisplayNames(['en'], { type: 'currency' });
		return named(CURRENCIES.map((code) => [code, names.of(code)]));
	},

	/** ISO 3166 countries with their English names. */
	searchCountry: () => {
		const names = new Intl.DisplayNames(['en'], { type: 'region' });
		return named(Object.entries(COUNTRIES).map(([two, three]) => [three, names.of(two)]));
	},
};

const named = (
	pairs: ReadonlyArray<readonly [string, string | undefined]>,
): INodeListSearchItems[] =>
	pairs
		.map(([value, name]) => ({ name: `${name ?? value} (${value})`, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Searches in lists that are the same everywhere; none of them asks the PBX. */
export const standardLists: Readonly<
	Record<string, (filter?: string) => Promise<INodeListSearchResult>>
> = Object.fromEntries(
	Object.entries(ENTRIES).map(([method, entries]) => [
		method,
		async (filter = '') => ({ results: entries().filter(({ name }) => holds(name, filter)) }),
	]),
);

/** `new york` finds America/New_York. */
const holds = (name: string, filter: string): boolean => plain(name).includes(plain(filter));

const plain = (text: string): string =>
	text
		.trim()
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[_\s]+/g, ' ');
