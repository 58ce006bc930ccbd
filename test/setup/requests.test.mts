import { bareLoop, LARGE, largeSetup } from '../../scripts/bench/load/largeSetup.mts';
import { startSimulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { peaksOf } from '../support/pbx.mts';
import { apply, counts, exportOf } from './world.mts';

const RECORDS = LARGE.extensions + 2 * LARGE.groups + LARGE.rules;
const bare = bareLoop(LARGE);

test('a customer with 500 extensions takes at most 1.3 times the requests of a bare loop, twenty at a time', async () => {
	const simulator = await startSimulator({ port: 0 });
	const connection = await connect(simulator);
	const document = largeSetup(LARGE);
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
	expect(toMake).toBeLessThanOrEqual(1.3 * bare.making);
	expect(toCompare).toBeLessThanOrEqual(1.3 * bare.looking);
	expect(toApply).toBeLessThanOrEqual(1.3 * bare.looking);
	// An export looks for the phones and speed dials of each extension, too.
	expect(toExport).toBeLessThanOrEqual(1.3 * bare.exporting);
	expect(peaks.requests).toBeLessThanOrEqual(20);
	expect(peaks.requests).toBeGreaterThan(10);
	await connection.tenants.close();
	await simulator.close();
}, 300_000);
