import type { IDataObject } from 'n8n-workflow';
import { addRecords } from '../support/pbx.mts';
import { lostAnswer, refusal, resetBefore } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';

/** Members of a group while the network breaks: never half-done without a word. */
let net: Network;
let ids: { group: string; ring: string };
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.tenantUser);
	const [office] = [...net.simulator.state.users.values()];
	addRecords(net.simulator, 'users', 3, (index) => ({
		...structuredClone(office),
		extension_number: `107${index}`,
		name: `more.${index}`,
	}));
	const made = async (parameters: IDataObject) => {
		const { out, error } = await net.run(parameters);
		expect(error).toBeUndefined();
		return String(out[0].id);
	};
	ids = {
		group: await made({ resource: 'userGroup', operation: 'create', name: 'Sales' }),
		ring: await made({
			...{ resource: 'ringGroup', operation: 'create', name: 'Hall', extensionNumber: '7300' },
			ringStrategy: 'RING_SIMULTANEOUSLY',
		}),
	};
	net.simulator.log.length = 0;
});
afterAll(async () => await net.close());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const group = async (change: string, members: string) =>
	await net.run({
		...{ resource: 'userGroup', operation: 'changeMembers', change, members },
		userGroupId: locator(ids.group),
	});
const ring = async (change: string, agents: string) =>
	await net.run({
		...{ resource: 'ringGroup', operation: 'changeAgents', change, agents },
		ringGroupId: locator(ids.ring),
	});

test.each([
	['before the PBX', resetBefore],
	['after it', lostAnswer],
])('an answer that is lost %s is made up for', async (_, fault) => {
	net.proxy.breakAt({ line: /^POST .*\/members\/1071/ }, fault);
	const one = await group('add', '1070,1071,1072');
	expect(one.error).toBeUndefined();
	expect(one.out[0]).toMatchObject({ added: ['1070', '1071', '1072'] });
	net.proxy.breakAt({ line: /^POST .*\/agents/ }, fault);
	const all = await ring('add', '1070,1071');
	expect(all.error).toBeUndefined();
	expect((await ring('add', '1070,1071')).out[0]).toMatchObject({ operation: 'unchanged' });
});

test('what is done in part is told, and the next run completes it', async () => {
	net.proxy.breakAt({ line: /^POST .*\/members\/1071/ }, refusal(403, 'NOT_ALLOWED'));
	const { error } = await group('add', '1070,1071,1072');
	expect(error?.message).toMatch(/added were 1070, 1072; not added were 1071/);
	await net.proxy.mend();
	const { out } = await group('add', '1070,1071,1072');
	expect(out[0]).toMatchObject({ added: ['1071'], before: ['1070', '1072'] });
});

test('a PBX that says yes and does nothing is not believed', async () => {
	net.proxy.breakAt({ line: /^POST .*\/agents/ }, refusal(200, 'NOTHING'));
	const { error } = await ring('add', '1070');
	expect(error?.message).toMatch(/not added were 1070/);
});

test('skill levels of those that stay are kept', async () => {
	const { out } = await net.run({
		...{ resource: 'ringGroup', operation: 'changeAgents', change: 'add', agents: '1070' },
		...{ ringGroupId: locator(ids.ring), options: { skillLevel: 7 } },
	});
	expect(out[0]).toMatchObject({ added: ['1070'] });
	await ring('add', '1071');
	const agents = await net.run({
		...{ resource: 'ringGroup', operation: 'getAgents', ringGroupId: locator(ids.ring) },
		returnAll: true,
	});
	const levels = Object.fromEntries(
		agents.out.map(({ extension_number: number, skill_level: level }) => [number, level]),
	);
	expect(levels).toEqual({ '1070': 7, '1071': 1 });
});

test('twenty that change one group at once all count', async () => {
	const items = Array.from({ length: 20 }, (_, index) => ({ number: `107${index % 3}` }));
	const { out, error } = await net.run(
		{
			...{ resource: 'userGroup', operation: 'changeMembers', change: 'add' },
			members: '={{ $json.number }}',
			userGroupId: locator(ids.group),
		},
		{ items },
	);
	expect(error).toBeUndefined();
	expect(out.filter(({ operation }) => operation === 'updated')).toHaveLength(3);
});
