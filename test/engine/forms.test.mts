import { setUp, type Bench } from '../support/node.mts';
import { linesOf } from '../support/pbx.mts';

/** What a form may leave out, and what it may hold instead of an id. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.tenantUser);
});
afterAll(async () => await bench.close());

const user = () => [...bench.simulator.state.users.values()][0];

describe('an update sends again what the PBX wants in every change', () => {
	const update = (fields: object) =>
		bench.run({ resource: 'extension', operation: 'update', extensionId: user().id, ...fields });

	test('so that one switch can be changed alone', async () => {
		const { display_name: before } = user();
		const { error } = await update({ additionalFields: { enableDnd: true } });
		expect(error).toBeUndefined();
		expect(user()).toMatchObject({ enable_dnd: true, display_name: before });
		const path = `/api/users/${user().id}`;
		expect(linesOf(bench.simulator)).toEqual([`GET ${path}`, `POST ${path}`]);
	});

	test('but does not ask for what is given', async () => {
		const { error } = await update({ displayName: 'Grace Hopper' });
		expect(error).toBeUndefined();
		expect(user().display_name).toBe('Grace Hopper');
		expect(linesOf(bench.simulator)).toEqual([`POST /api/users/${user().id}`]);
	});

	test('and changes of many items keep their order', async () => {
		const { error } = await bench.run(
			{
				resource: 'extension',
				operation: 'update',
				extensionId: user().id,
				displayName: '={{ $json.name }}',
				additionalFields: { department: '={{ $json.department }}' },
			},
			{ items: [{ name: 'Grace' }, { department: 'Sales' }, { department: 'Support' }] },
		);
		expect(error).toBeUndefined();
		expect(user()).toMatchObject({ display_name: 'Grace', department: 'Support' });
	});

	test('and says so where the record does not show it', async () => {
		user().display_name = undefined;
		const { error } = await update({ additionalFields: { enableDnd: true } });
		expect(error?.message).toMatch(/"Display Name" is wanted by the PBX in every change/);
	});
});
