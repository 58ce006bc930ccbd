import { COUNTRIES, CURRENCIES } from '../../api/standards';
import { refused } from '../inputRefused';
import type { Form } from './form';

/** Languages in which people write the names of countries and currencies. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];

/** What countries are called beside their names in the tables of the Unicode consortium. */
const ALSO: ReadonlyArray<readonly [string, string]> = [
	['uk', 'GBR'],
	['great britain', 'GBR'],
	['united states of america', 'USA'],
	['u.s.', 'USA'],
	['u.s.a.', 'USA'],
	['u.k.', 'GBR'],
	['holland', 'NLD'],
	['czech republic', 'CZE'],
	['russian federation', 'RUS'],
	['turkey', 'TUR'],
	['ivory coast', 'CIV'],
	['hong kong', 'HKG'],
	['macau', 'MAC'],
	['macao', 'MAC'],
	['viet nam', 'VNM'],
	['republic of korea', 'KOR'],
	['korea, republic of', 'KOR'],
	['uae', 'ARE'],
	['macedonia', 'MKD'],
	['swaziland', 'SWZ'],
	['cape verde', 'CPV'],
	['republic of ireland', 'IRL'],
	['united kingdom of great britain and northern ireland', 'GBR'],
	['taiwan, province of china', 'TWN'],
	['palestine', 'PSE'],
];

/** Written names as they are compared: `The  Netherlands` is `the netherlands`. */
const key = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[’ʼ`´]/g, "'")
		.replace(/\s*&\s*/g, ' and ')
		.replace(/\s*\(the\)$|^the\s+/, '')
		.replace(/\s+/g, ' ')
		.trim();

/** Names that several countries go by. */
const SEVERAL: ReadonlyMap<string, string> = new Map([
	['korea', 'KOR (South Korea) or PRK (North Korea)'],
	['congo', 'COD (Kinshasa) or COG (Brazzaville)'],
	['virgin islands', 'VIR (of the United States) or VGB (of the United Kingdom)'],
	['america', 'USA, or another country of the continent'],
]);

/** A code by its names, but for names that several have. Made when it is first needed. */
function lazyTable(make: () => ReadonlyArray<readonly [string, string]>) {
	let table: Map<string, string | undefined> | undefined;
	return (text: string): string | undefined => {
		if (!table) {
			table = new Map();
			for (const [name, code] of make()) {
				const known = table.get(key(name));
				table.set(key(name), known === undefined || known === code ? code : undefined);
			}
		}
		return table.get(key(text));
	};
}

function namesIn(
	type: 'region' | 'currency',
	codes: ReadonlyArray<readonly [string, string]>,
): Array<readonly [string, string]> {
	return LANGUAGES.flatMap((language) => {
		const names = new Intl.DisplayNames([language], { type });
		return codes.map(([known, code]) => [names.of(known) ?? code, code] as const);
	});
}

const ALPHA_3 = new Set(Object.values(COUNTRIES));
const countryNamed = lazyTable(() => [...namesIn('region', Object.entries(COUNTRIES)), ...ALSO]);

/** A country as ISO 3166 has it in three letters; two letters and names are known, too. */
export const country: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (ALPHA_3.has(text)) return text;
		const upper = text.toUpperCase();
		if (ALPHA_3.has(upper)) return upper;
		const several = SEVERAL.get(key(text));
		if (several !== undefined) {
			throw refused('twoCountries', field, text, `it can be read as ${several}`, {
				advice: 'Give the three letters of the one that is meant.',
			});
		}
		const found = Object.hasOwn(COUNTRIES, upper) ? COUNTRIES[upper] : countryNamed(text);
		if (found !== undefined) return found;
		throw refused('country', field, text, 'it takes a country as three letters of ISO 3166', {
			example: 'USA, GBR or DEU',
		});
	},
};

const CODES = new Set(CURRENCIES);
const currencyNamed = lazyTable(() => [
	...namesIn(
		'currency',
		CURRENCIES.map((code) => [code, code] as const),
	),
	...[
		['€', 'EUR'],
		['euros', 'EUR'],
		['us$', 'USD'],
		['us dollars', 'USD'],
		['a$', 'AUD'],
		['c$', 'CAD'],
		['ca$', 'CAD'],
		['nz$', 'NZD'],
		['hk$', 'HKD'],
		['r$', 'BRL'],
		['₹', 'INR'],
		['zł', 'PLN'],
		['₺', 'TRY'],
		['₪', 'ILS'],
		['₫', 'VND'],
	].map(([name, code]) => [name, code] as const),
]);

/** A currency as ISO 4217 has it. */
export const currency: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		if (CODES.has(text)) return text;
		const upper = text.toUpperCase();
		const found = CODES.has(upper) ? upper : currencyNamed(text);
		if (found !== undefined) return found;
		throw refused('currency', field, text, 'it takes a currency as three letters of ISO 4217', {
			example: 'EUR, GBP or USD',
			...(/^[$£¥]$|^kr\.?$/i.test(text)
				? {
						advice: 'Several currencies have this sign: give the letters of the one that is meant.',
					}
				: {}),
		});
	},
};

/** A language with its region, `en-US`: small letters, a dash, capitals. */
export const locale: Form = {
	visible: true,
	typed: true,
	read(field, text) {
		const parts = text.split(/[-_]/);
		const [language, ...more] = parts;
		if (/^[a-z]{2,3}$/i.test(language) && more.every((part) => /^[a-z0-9]{2,8}$/i.test(part))) {
			return [
				language.toLowerCase(),
				...more.map((part) => (part.length === 2 ? part.toUpperCase() : part)),
			].join('-');
		}
		throw refused('locale', field, text, 'it takes the code of a language', { example: 'en-US' });
	},
};

/** Degrees of a place on the earth, as a text. */
const degrees = (most: number): Form => ({
	unpack: (value) =>
		typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined,
	visible: true,
	typed: true,
	read(field, text) {
		const number = text.replace(',', '.');
		if (/^[+-]?\d+(?:\.\d+)?$/.test(number) && Math.abs(Number(number)) <= most) return number;
		throw refused('degrees', field, text, `it takes degrees from -${most} to ${most}`, {
			example: field.example ?? '51.5072',
		});
	},
});

export const latitude = degrees(90);
export const longitude = degrees(180);
