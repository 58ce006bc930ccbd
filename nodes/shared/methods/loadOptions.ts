import type { INodePropertyOptions } from 'n8n-workflow';
import { COUNTRIES, CURRENCIES } from '../api/standards';

/** Pick lists that are the same everywhere; none of them asks the PBX. */
export const loadOptions = {
	/** IANA time zones that this n8n knows. */
	async getTimezones(): Promise<INodePropertyOptions[]> {
		return Intl.supportedValuesOf('timeZone').map((zone) => ({ name: zone, value: zone }));
	},

	/** ISO 4217 currencies with their English names. */
	async getCurrencies(): Promise<INodePropertyOptions[]> {
		const names = new Intl.DisplayNames(['en'], { type: 'currency' });
		return named(CURRENCIES.map((code) => [code, names.of(code)]));
	},

	/** ISO 3166 countries with their English names. */
	async getRegions(): Promise<INodePropertyOptions[]> {
		const names = new Intl.DisplayNames(['en'], { type: 'region' });
		return named(Object.entries(COUNTRIES).map(([two, three]) => [three, names.of(two)]));
	},
};

const named = (
	pairs: ReadonlyArray<readonly [string, string | undefined]>,
): INodePropertyOptions[] =>
	pairs
		.map(([value, name]) => ({ name: `${name ?? value} (${value})`, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
