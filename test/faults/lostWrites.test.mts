import type { IDataObject } from 'n8n-workflow';
import { messageIn, newTenant } from '../support/node.mts';
import { addTenants } from '../support/pbx.mts';
import { UNKNOWN } from './expected.mts';
import { lostAnswer, resetBefore } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';

/** What the node says of a write without an answer must be so, whatever was in the write. */
let net: Network;
let tenant: string;
let trunk: string;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.systemAdmin);
	[tenant] = addTenants(net.simulator, 1);
	[trunk] = net.simulator.state.providers.keys();
	Object.assign(record('tenants', tenant), {
		office_hours: week('09:00', '17:00'),
		e164: { enabled: true, country: '44', area_code: '20' },
	});
	Object.assign(record('providers', trunk), {
		password: 'Old-Secret-1',
		inbound_parameters: { drop_calls_with_verification_status: ['No-TN-Validation'] },
		sdp_codecs: [{ name: 'PCMU', order: 1 }],
	});
});
afterAll(async () => await net.close());

const record = (collection: 'tenants' | 'providers', id: string): IDataObject =>
	net.simulator.state[collection].get(id) as IDataObject;

/** Monday to Friday, as the PBX holds it. */
const week = (from: string, to: string) =>
	Object.fromEntries(
		['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(
			(day, index) => [
				day,
				index < 5 ? { enabled: true, ranges: [{ from, to }] } : { enabled: false, ranges: [] },
			],
		),
	);

const update = (fields: object) => ({
	resource: 'tenant',
	operation: 'update',
	tenantId: tenant,
	...fields,
});
const updateTrunk = (fields: object) => ({
	resource: 'trunk',
	operation: 'update',
	trunkId: trunk,
	...fields,
});
const sameName = { name: 'Tenant 0' };
const sameTrunkName = { name: 'Sample SIP Trunk' };

/** Updates whose plain fields are as they were; what differs stands deeper, or cannot be seen. */
const changes: Record<string, { run(): object; held(): unknown; wanted: unknown }> = {
	'a password': {
		run: () => updateTrunk({ ...sameTrunkName, additionalFields: { password: 'New-Secret-2' } }),
		held: () => record('providers', trunk).password,
		wanted: 'New-Secret-2',
	},
	'week hours': {
		run: () => update({ ...sameName, additionalFields: { officeHours: 'Mon-Fri 09:00-17:30' } }),
		held: () => record('tenants', tenant).office_hours,
		wanted: week('09:00', '17:30'),
	},
	'an object': {
		run: () =>
			update({ ...sameName, additionalFields: { e164: { enabled: true, country: '49' } } }),
		held: () => record('tenants', tenant).e164,
		wanted: { enabled: true, country: '49', area_code: '20' },
	},
	'a list in an object': {
		run: () =>
			updateTrunk({
				...sameTrunkName,
				additionalFields: {
					inboundParameters: { dropCallsWithVerificationStatus: ['TN-Validation-Failed'] },
				},
			}),
		held: () =>
			(record('providers', trunk).inbound_parameters as IDataObject)
				.drop_calls_with_verification_status,
		wanted: ['TN-Validation-Failed'],
	},
	'a list of objects, as JSON': {
		run: () =>
			updateTrunk({
				...sameTrunkName,
				additionalFields: { sdpCodecs: '[{"name": "PCMU", "order": 2}]' },
			}),
		held: () => record('providers', trunk).sdp_codecs,
		wanted: [{ name: 'PCMU', order: 2 }],
	},
	'a field that the answer lacks': {
		run: () => updateTrunk({ ...sameTrunkName, additionalFields: { otherFields: '{"x_y": 1}' } }),
		held: () => record('providers', trunk).x_y,
		wanted: 1,
	},
};

const WRITE = /^POST \/api\/(tenants|providers)\/\d+$/;
const writes = () =>
	net.simulator.log.filter(({ method, path }) => WRITE.test(`${method} ${path}`));

describe.each(Object.entries(changes))('an update of %s', (what, { run, held, wanted }) => {
	test('that never reached the PBX is not said to be done', async () => {
		net.proxy.breakAt({ line: WRITE }, resetBefore);
		const { error, out } = await net.run(run());
		if (error) {
			expect(error.message).toMatch(UNKNOWN);
			expect(out).toEqual([]);
		} else {
			// It was seen not to be done, and sent once more.
			expect(held()).toEqual(wanted);
		}
	});

	test('that never reaches the PBX, however often, is not said to be done', async () => {
		net.proxy.breakAt({ line: WRITE, times: Infinity }, resetBefore);
		const { error, out } = await net.run(run());
		expect(out).toEqual([]);
		expect(error?.message).toMatch(UNKNOWN);
		expect(writes()).toEqual([]);
	});

	test('that was done is not done twice', async () => {
		net.proxy.breakAt({ line: WRITE }, lostAnswer);
		const { error } = await net.run(run());
		if (what !== 'a field that the answer lacks') expect(held()).toEqual(wanted);
		if (error) expect(error.message).toMatch(UNKNOWN);
		expect(writes()).toHaveLength(1);
	});
});

describe('what cannot be compared makes the outcome unknown:', () => {
	test.each([['a password'], ['a field that the answer lacks']])('%s', async (what) => {
		for (const fault of [resetBefore, lostAnswer]) {
			net.proxy.breakAt({ line: WRITE }, fault);
			const { error, out } = await net.run(changes[what].run());
			expect(out).toEqual([]);
			expect(error?.message).toMatch(UNKNOWN);
		}
	});

	test.each([['week hours'], ['an object']])('but not %s, compared in depth', async (what) => {
		net.proxy.breakAt({ line: WRITE }, lostAnswer);
		const { error, out } = await net.run(changes[what].run());
		expect(error).toBeUndefined();
		expect(out).toMatchObject([{ id: tenant, updated: true }]);
	});

	test('a name that differs shows that it was not done, also beside a password', async () => {
		net.proxy.breakAt({ line: WRITE }, resetBefore);
		const { error } = await net.run(
			updateTrunk({
				name: 'Renamed',
				additionalFields: { password: 'New-Secret-2' },
			}),
		);
		expect(error).toBeUndefined();
		expect(record('providers', trunk)).toMatchObject({
			name: 'Renamed',
			password: 'New-Secret-2',
		});
	});
});

describe('a create that never reached the PBX does not give the id of an older record:', () => {
	const SENT = /^POST \/api\/(tenants|users)$/;
	const names = Array.from({ length: 20 }, (_, index) => `Older ${index}`);
	const createTenant = {
		resource: 'tenant',
		operation: 'create',
		...Object.fromEntries(
			Object.keys(newTenant('any')).map((name) => [name, `={{ $json.${name} }}`]),
		),
	};
	const createExtension = {
		resource: 'extension',
		operation: 'create',
		extensionNumber: '500',
		role: { __rl: true, mode: 'id', value: 'StandardUser' },
		displayName: 'Person',
		name: 'person500',
		email: 'person500@customer.example',
		password: 'Fake-Word-9',
		extensionPassword: 'Fake-Word-8',
		voicemailPin: '294726',
	};

	test('20 tenants at once', async () => {
		const items = names.map(newTenant);
		const older = await net.run(createTenant, { items });
		expect(older.error).toBeUndefined();
		net.proxy.breakAt({ line: SENT, times: items.length }, resetBefore);
		const { out, items: output } = await net.run(createTenant, {
			items,
			onError: 'continueErrorOutput',
		});
		expect(out).toEqual([]);
		const words = output('PortSIP', 1).map(messageIn);
		expect(words).toEqual(items.map(() => expect.stringMatching(/is not known|409/)));
	});

	test('an extension whose password may be another one', async () => {
		net.signIn(net.simulator.logins.tenantUser);
		expect((await net.run(createExtension)).error).toBeUndefined();
		net.proxy.breakAt({ line: SENT }, resetBefore);
		const again = { ...createExtension, extensionPassword: 'Other-Word-8' };
		const { out, error } = await net.run(again);
		expect(out).toEqual([]);
		expect(error?.message).toMatch(/is not known|409/);
	});
});
