import type { IDataObject } from 'n8n-workflow';
import { largeSetup } from '../../scripts/bench/load/largeSetup.mts';
import { startSimulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { apply, counts } from './world.mts';

const EXTENSIONS = 10_000;

/** Every extension has a speed dial, all are in one group, and a rule leads to each of a hundred groups. */
function hugeSetup(): IDataObject {
	const document = largeSetup({ extensions: EXTENSIONS, groups: 100, rules: 1000 }) as Record<
		string,
		IDataObject[]
	>;
	for (const each of document.extensions) {
		each.speed_dial_8 = [{ code: '2', phone_number: '10000' }];
	}
	const numbers = document.extensions.map(({ extension_number: number }) => String(number));
	document.user_groups = [{ name: 'Everybody', members: numbers }];
	return document as unknown as IDataObject;
}

test('a customer of 10,000 extensions is compared in seconds, and one mistake among them is found', async () => {
	const simulator = await startSimulator({ port: 0 });
	const connection = await connect(simulator);
	const document = hugeSetup();
	const started = performance.now();
	const plan = await apply(connection, document, { dryRun: true });
	const seconds = (performance.now() - started) / 1000;
	expect(counts(plan)).toEqual({ create: 2 + 2 * EXTENSIONS + 200 + 1000 + 1 });
	expect(seconds).toBeLessThan(20);
	const { extensions } = document as Record<string, IDataObject[]>;
	extensions[EXTENSIONS - 1].email = 'no address';
	await expect(apply(connection, document, { dryRun: true })).rejects.toThrow(
		'extension "19999": "Email" is "no address"',
	);
	await connection.tenants.close();
	await simulator.close();
}, 120_000);
