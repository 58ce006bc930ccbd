import type { IDataObject } from 'n8n-workflow';
import { startSimulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { peaksOf } from '../support/pbx.mts';
import { apply, counts, exportOf } from './world.mts';

/** A large customer: so many extensions, groups, queues and rules. */
export function largeSetup(extensions: number, groups: number, rules: number): IDataObject {
	const number = (first: number, index: number) => String(first + index);
	const FIRST = 4420700200;
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
		trunks: [{ trunk: 'Sample SIP Trunk', did_numbers: `${FIRST}-${FIRST + rules}` }],
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
			did_numbers: number(FIRST, index),
			office_hours_forward_rule: {
				action: 'FORWARD_TO_NUMBER',
				number: number(80_000, index % groups),
			},
		})),
	};
}

const [EXTENSIONS, GROUPS, RULES] = [500, 20, 300];
const PAGES = Math.ceil(EXTENSIONS / 100) + Math.ceil(RULES / 100) + 2;
const RECORDS = EXTENSIONS + 2 * GROUPS + RULES;
/** What a bare loop needs to make them: a call for each record and for each list of agents. */
const MADE_BARE = 2 + RECORDS + 2 * GROUPS;
/** And to look at them: the pages of the lists, each record, each list of agents. */
const LOOKED_BARE = PAGES + MADE_BARE;

test('a customer with 500 extensions takes at most 1.3 times the requests of a bare loop, twenty at a time', async () => {
	const simulator = await startSimulator({ port: 0 });
	const connection = await connect(simulator);
	const document = largeSetup(EXTENSIONS, GROUPS, RULES);
	const peaks = peaksOf(simulator);
	simulator.switches.latencyMs = 2;
	const measured = async <T,>(work: () => Promise<T>): Promise<[T, number]> => {
		simulator.log.length = 0;
		const result = await work();
		return [result, simulator.log.length];
	};
	const [made, toMake] = await measured(async () => await apply(connection, document));
	const [same, toCompare] = await measured(
		async () => await apply(connection, document, { dryRun: true }),
	);
	const [again, toApply] = await measured(async () => await apply(connection, document));
	const [, toExport] = await measured(
		async () => await exportOf(connection, String(made.tenantId)),
	);
	expect(counts(made)).toEqual({ create: RECORDS + 2 });
	expect(counts(same)).toEqual({ unchanged: RECORDS + 2 });
	expect(counts(again)).toEqual({ unchanged: RECORDS + 2 });
	expect(toMake).toBeLessThanOrEqual(1.3 * MADE_BARE);
	expect(toCompare).toBeLessThanOrEqual(1.3 * LOOKED_BARE);
	expect(toApply).toBeLessThanOrEqual(1.3 * LOOKED_BARE);
	// An export looks for the phones of each extension, too.
	expect(toExport).toBeLessThanOrEqual(1.3 * (LOOKED_BARE + EXTENSIONS));
	expect(peaks.requests).toBeLessThanOrEqual(20);
	expect(peaks.requests).toBeGreaterThan(10);
	await connection.tenants.close();
	await simulator.close();
	console.log({ MADE_BARE, LOOKED_BARE, toMake, toCompare, toApply, toExport });
}, 300_000);
