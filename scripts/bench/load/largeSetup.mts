import type { IDataObject } from 'n8n-workflow';

/** How many records of each kind a customer has. */
export interface Size {
	extensions: number;
	/** Ring groups, and as many call queues. */
	groups: number;
	rules: number;
}

/** Issue 14: 500 extensions, 40 groups and queues, 300 rules. */
export const LARGE: Size = { extensions: 500, groups: 20, rules: 300 };

const FIRST_NUMBER = 4420700200;

/** A large customer as a document. */
export function largeSetup({ extensions, groups, rules }: Size): IDataObject {
	const number = (first: number, index: number) => String(first + index);
	const each = (count: number, make: (index: number) => IDataObject) =>
		Array.from({ length: count }, (_, index) => make(index));
	return {
		version: 1,
		tenant: {
			name: 'Large',
			domain: 'large.example',
			website: 'https://www.large.example',
			timezone: 'Europe/London',
			currency: 'GBP',
			region: 'GBR',
			max_extensions: 5000,
			max_ring_groups: 500,
			max_call_queues: 500,
		},
		trunks: [{ trunk: 'Sample SIP Trunk', did_numbers: `${FIRST_NUMBER}-${FIRST_NUMBER + rules}` }],
		extensions: each(extensions, (index) => ({
			extension_number: number(10_000, index),
			display_name: `Person ${index}`,
			name: `person.${index}`,
			email: `person${index}@large.example`,
			role: 'StandardUser',
		})),
		ring_groups: each(groups, (index) => ({
			name: `Group ${index}`,
			extension_number: number(80_000, index),
			agents: [number(10_000, index)],
		})),
		call_queues: each(groups, (index) => ({
			name: `Queue ${index}`,
			extension_number: number(81_000, index),
			polling_strategy: 'RING_SIMULTANEOUSLY',
			agents: [number(10_000, index)],
		})),
		inbound_rules: each(rules, (index) => ({
			name: `Rule ${index}`,
			trunk: 'Sample SIP Trunk',
			did_numbers: number(FIRST_NUMBER, index),
			office_hours_forward_rule: {
				action: 'FORWARD_TO_NUMBER',
				number: number(80_000, index % groups),
			},
		})),
	};
}

/** Calls that a bare loop needs. */
export interface Bare {
	/** To make all: one for each record and each list of agents. */
	making: number;
	/** To look at all: the pages of the lists, each record, each list of agents. */
	looking: number;
	/** The same, and the phones and the two sets of speed dials of each extension. */
	exporting: number;
}

/** The requests of a bare loop over all records. */
export function bareLoop({ extensions, groups, rules }: Size): Bare {
	const pages = Math.ceil(extensions / 100) + Math.ceil(rules / 100) + 2 * Math.ceil(groups / 100);
	const making = 2 + extensions + 4 * groups + rules;
	return { making, looking: pages + making, exporting: pages + making + 3 * extensions };
}
