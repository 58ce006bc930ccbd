import type { IDataObject } from 'n8n-workflow';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { documentOf, partOf, VERSION } from './document';
import { kindOf } from './kinds';
import { forAnother, Renumbering } from './renumber';

/** A new customer as somebody filled it in. */
export interface Customer {
	/** Fields of the tenant, under the names of the API. */
	tenant: IDataObject;
	/** Name of the trunk of the PBX. */
	trunk?: string;
	/** Numbers of that trunk, as a pool writes them. */
	numbers?: string;
	/** How many of its next free numbers, in all; where no numbers are given. */
	count?: number;
	/** Calls at the same time over the trunk. */
	channels?: number;
	/** The first user. */
	administrator?: IDataObject;
	extensions?: readonly unknown[];
	/** An exported tenant with what all customers share. */
	template?: unknown;
}

/** The document of a new customer, and what of the template has no place in it. */
export interface Onboarding {
	document: IDataObject;
	/** Inbound rules of the template for whose numbers the customer has none. */
	leftOut: string[];
	/** Addresses of phones of the template: a device is with one customer. */
	devices: string[];
}

/**
 * The document of a new customer. Numbers of the template are replaced by those of the customer,
 * the first by the first. Pure.
 *
 * @throws InputRefused
 */
export function onboarding(customer: Customer): Onboarding {
	const { trunk, numbers, count, channels } = customer;
	if (numbers && count !== undefined) {
		throw new InputRefused(
			'"DID Numbers" and "How Many Numbers" are both filled in',
			'Give the numbers, or say how many: leave the other one empty.',
		);
	}
	if (trunk === undefined && (numbers || count !== undefined || channels !== undefined)) {
		throw new InputRefused(
			`"${numbers ? 'DID Numbers' : count === undefined ? 'Channels' : 'How Many Numbers'}" is filled in, but "Trunk" is empty`,
			'Choose the trunk that the numbers and the channels belong to.',
		);
	}
	const { tenant, parts, leftOut, devices } = templated(customer);
	const people = [
		...(customer.administrator ? [personOf(customer.administrator, 'Admin')] : []),
		...(customer.extensions ?? []).map((each, index) => {
			if (isRecord(each)) return personOf(each, 'StandardUser');
			throw new InputRefused(
				`"Extensions", entry ${index + 1}, is no object`,
				'Write each extension like {"extension_number": "101", "name": "ada"}.',
			);
		}),
	];
	const numbersOf = new Set(people.map((each) => String(each.extension_number)));
	const shared = ((parts.extensions ?? []) as IDataObject[]).filter(
		({ extension_number: number }) => !numbersOf.has(String(number)),
	);
	const extensions = [...shared, ...people];
	const document: IDataObject = {
		version: VERSION,
		tenant: { ...tenant, ...customer.tenant },
		...parts,
		...(trunk === undefined
			? {}
			: {
					trunks: [
						{
							trunk,
							...(numbers ? { did_numbers: numbers } : {}),
							...(count === undefined ? {} : { next_numbers: count }),
							...(channels === undefined ? {} : { concurrency: channels }),
						},
					],
				}),
		...(extensions.length ? { extensions } : {}),
	};
	documentOf(document);
	return { document, leftOut, devices };
}

/** What is left empty of a person, where it can be told from the rest. */
function personOf(given: IDataObject, role: string): IDataObject {
	const number = given.extension_number ?? given.number;
	if (number === undefined || number === '') {
		throw new InputRefused(
			`${role === 'Admin' ? 'The first administrator' : 'An extension'} has no "extension_number"`,
			'Give each person a number of their own, such as "101".',
		);
	}
	const rest: IDataObject = { ...given };
	delete rest.number;
	const name = rest.name ?? String(number);
	return {
		...rest,
		extension_number: String(number),
		name,
		display_name: rest.display_name ?? name,
		role: rest.role ?? role,
	};
}

interface Templated {
	tenant: IDataObject;
	parts: IDataObject;
	leftOut: string[];
	devices: string[];
}

/** An entry of the template without devices, whose addresses are noted. */
function withoutDevices(
	part: string,
	entry: IDataObject,
	devices: string[],
): IDataObject | undefined {
	if (part === 'hot_desks') {
		devices.push(String(entry.mac ?? entry.extension_number));
		return undefined;
	}
	const { phones, ...rest } = entry;
	if (!Array.isArray(phones)) return entry;
	devices.push(...phones.map((phone: unknown) => (isRecord(phone) ? String(phone.mac) : '')));
	return rest;
}

function templated({ template, trunk, numbers = '' }: Customer): Templated {
	if (template === undefined) return { tenant: {}, parts: {}, leftOut: [], devices: [] };
	const { tenant, parts } = documentOf(template);
	const old = (parts.get('trunks') ?? []).map(({ did_numbers: pool }) => String(pool ?? ''));
	const renumbering = new Renumbering(old.filter(Boolean).join(';'), numbers);
	const trunks = new Set((parts.get('trunks') ?? []).map((each) => String(each.trunk)));
	const leftOut: string[] = [];
	const devices: string[] = [];
	const result: IDataObject = {};
	for (const [part, entries] of parts) {
		if (part === 'trunks' || part === 'dealers') continue;
		const kept = entries.flatMap((entry): IDataObject[] => {
			if (part !== 'inbound_rules') {
				const bare = withoutDevices(part, entry, devices);
				const other = forAnother(bare, renumbering, trunks, trunk);
				return isRecord(other) ? [other] : [];
			}
			const did = renumbering.ofRule(String(entry.did_numbers));
			const name = trunks.has(String(entry.trunk)) ? trunk : undefined;
			if (did !== undefined && name !== undefined) {
				return [{ ...entry, trunk: name, did_numbers: did }];
			}
			leftOut.push(String(entry.name ?? entry.did_numbers));
			return [];
		});
		if (kept.length) result[part] = partOf(kindOf(part), kept);
	}
	return { tenant, parts: result, leftOut, devices };
}
