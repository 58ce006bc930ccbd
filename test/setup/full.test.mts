import type { IDataObject } from 'n8n-workflow';
import { KINDS } from '../../nodes/shared/setup/kinds.ts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { fullSetup } from '../support/setupSample.mts';
import { apply, counts, exportOf } from './world.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

test('the sample has each kind of record', () => {
	const text = JSON.stringify(fullSetup());
	const lacking = KINDS.filter(({ part, single }) => !single && !text.includes(`"${part}":`));
	expect(lacking.map(({ part }) => part)).toEqual(['dealers']);
});

test('a record of each kind is made, found again, exported, and made again elsewhere', async () => {
	const connection = await connect(simulator);
	const made = await apply(connection, fullSetup());
	const total = made.planned.length;
	expect(counts(made)).toEqual({ create: total });
	expect(counts(await apply(connection, fullSetup()))).toEqual({ unchanged: total });
	const { document, notExpressed } = await exportOf(connection, String(made.tenantId));
	expect(notExpressed).toEqual([]);
	expect(Object.keys(counts(await apply(connection, document)))).toEqual(['unchanged']);
	await connection.tenants.close();
	simulator.reset();
	const other = await connect(simulator);
	await apply(other, document);
	expect(counts(await apply(other, fullSetup()))).toEqual({ unchanged: total });
	await other.tenants.close();
}, 60_000);

test('an export says which kinds of records it does not hold, and what a PBX lacks is none', async () => {
	const connection = await connect(simulator, {
		spoil: (line) => (/^GET \/(whatsapp|groups\/\d+\/administrators)/.test(line) ? 404 : undefined),
	});
	const { tenantId } = await apply(connection, fullSetup());
	const id = String(tenantId);
	expect((await exportOf(connection, id)).leftOut).toEqual([]);
	await connection.tenants.within(id, async (inside) => {
		const body = { number: '442075555555' };
		await inside.send({ method: 'POST', route: '/exclusive_numbers', body });
	});
	const { document, leftOut } = await exportOf(connection, id);
	expect(leftOut).toEqual(['exclusive numbers']);
	// A PBX before 22.8 knows no administrators of a group.
	expect((document.user_groups as IDataObject[])[0]).not.toHaveProperty('administrators');
	await connection.tenants.close();
}, 60_000);

test('what differs in a record of each kind is changed, and nothing else', async () => {
	const connection = await connect(simulator);
	await apply(connection, fullSetup());
	const changed = fullSetup() as Record<string, IDataObject[]>;
	const [, , , , , sixth] = changed.extensions;
	(sixth.speed_dial_8 as IDataObject[])[0].phone_number = '102';
	(sixth.speed_dial_100 as IDataObject[])[0].description = 'Courier';
	changed.own_trunks[0].concurrency = 8;
	changed.vip_numbers[0].description = 'Another bank';
	changed.emergency_numbers[0].description = 'Police and ambulance';
	changed.disallowed_codes[1].description = 'Satellite';
	changed.monitor_groups[0].managers = ['101', '102'];
	changed.monitor_groups[0].members = ['105'];
	changed.conference_rooms[0].capacity = 20;
	changed.user_groups[0].administrators = ['102'];
	changed.queue_blocked_numbers[0].level = 'SECOND';
	changed.hot_desks[0].display_name = 'Desk by the window';
	(changed.receptionists[0].action_urls as IDataObject[])[0].dtmf_mask = '1-5';
	const { planned } = await apply(connection, changed as unknown as IDataObject);
	expect(
		planned
			.filter(({ became }) => became !== 'unchanged')
			.map(({ step, became, changed: fields }) => [
				step.kind.part,
				became,
				fields.map(({ field }) => field).join(),
			]),
	).toEqual([
		['own_trunks', 'update', 'concurrency'],
		['vip_numbers', 'update', 'description'],
		['emergency_numbers', 'update', 'description'],
		['disallowed_codes', 'update', 'description'],
		['queue_blocked_numbers', 'update', 'level'],
		['speed_dial_8', 'update', 'phone_number'],
		['speed_dial_100', 'update', 'description'],
		['user_groups', 'update', 'administrators'],
		['monitor_groups', 'update', 'managers,members'],
		['conference_rooms', 'update', 'capacity'],
		['hot_desks', 'update', 'display_name'],
		['action_urls', 'update', 'dtmf_mask'],
	]);
	const again = await apply(connection, changed as unknown as IDataObject);
	expect(Object.keys(counts(again))).toEqual(['unchanged']);
	await connection.tenants.close();
}, 60_000);
