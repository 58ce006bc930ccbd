import type { IDataObject } from 'n8n-workflow';
import { KINDS } from '../../nodes/shared/setup/kinds.ts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { sampleSetup } from '../support/setupSample.mts';
import { adviceOf, begin, failing, spoilingWrite, writesOf } from './spoilt.mts';
import { apply, counts, exportOf } from './world.mts';

/** What a tenant has one of: it is changed, never made. */

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const SINGLE = KINDS.filter(({ single }) => single).map(({ part }) => part);
const settings = {
	allowed_country_codes: ['44', '353'],
	feature_codes: [{ code: '*57', feature: 'ACCESSING_VOICEMAIL', enabled: true }],
	voicemail: { retain_days: 60 },
	callback: { retry_interval: 7 },
	call_park: {
		enabled: true,
		extension_number: '8500',
		recall_to: 'RING_GROUP_ONLY',
		ring_group: '8001',
	},
};
const document = { ...sampleSetup(), ...settings };
const changed = {
	...document,
	allowed_country_codes: ['44'],
	feature_codes: [
		{ code: '*58', feature: 'ACCESSING_VOICEMAIL' },
		{ code: '*22', feature: 'CALL_FLIP', enabled: true },
	],
	voicemail: { retain_days: 90 },
	callback: { retry_interval: 9 },
	call_park: { recall_to: 'USER_ONLY' },
};

async function within<T>(work: (connection: Awaited<ReturnType<typeof connect>>) => Promise<T>) {
	const connection = await connect(simulator);
	try {
		return await work(connection);
	} finally {
		await connection.tenants.close();
	}
}
const tenantId = () =>
	String([...simulator.state.tenants.values()].find(({ domain }) => domain === 'acme.example')?.id);
const exportedNow = async () =>
	await within(async (connection) => (await exportOf(connection, tenantId())).document);

test('settings of all kinds are written to a new tenant, exported, and the same elsewhere', async () => {
	expect(Object.keys(settings).sort()).toEqual([...SINGLE].sort());
	const made = await within(async (connection) => await apply(connection, document));
	expect(counts(made)).toEqual({ create: 30, update: 5 });
	await within(async (connection) => {
		expect(counts(await apply(connection, document))).toEqual({ unchanged: 35 });
		const { document: out } = await exportOf(connection, String(made.tenantId));
		expect(out).toMatchObject(settings);
		expect(counts(await apply(connection, out)).update).toBeUndefined();
		simulator.reset();
		const other = await connect(simulator);
		await apply(other, out);
		expect(counts(await apply(other, document))).toEqual({ unchanged: 35 });
		await other.tenants.close();
	});
}, 60_000);

test('what differs is told and changed, and what the document leaves out stays', async () => {
	await begin(simulator, document);
	await within(async (connection) => {
		const done = await apply(connection, changed as IDataObject);
		const told = done.planned.filter(({ step }) => SINGLE.includes(step.kind.part));
		expect(
			told.map(({ step, became, changed: fields }) => [
				step.kind.part,
				became,
				fields.map(({ field }) => field).join(),
			]),
		).toEqual([
			['allowed_country_codes', 'update', 'items'],
			[
				'feature_codes',
				'update',
				'ACCESSING_VOICEMAIL.code,CALL_FLIP.code,CALL_FLIP.feature,CALL_FLIP.enabled',
			],
			['voicemail', 'update', 'retain_days'],
			['callback', 'update', 'retry_interval'],
			['call_park', 'update', 'recall_to'],
		]);
		expect(counts(await apply(connection, changed as IDataObject))).toEqual({ unchanged: 35 });
		const { document: out } = await exportOf(connection, String(done.tenantId));
		expect(out.call_park).toMatchObject({ enabled: true, extension_number: '8500' });
		expect(out.feature_codes).toContainEqual({
			code: '*58',
			feature: 'ACCESSING_VOICEMAIL',
			enabled: true,
		});
	});
}, 60_000);

test('an undo gives them back what they held, whichever step it is', async () => {
	await begin(simulator, document);
	const writes = await writesOf(simulator, changed as IDataObject);
	expect(writes).toHaveLength(5);
	for (const number of writes.keys()) {
		simulator.reset();
		await begin(simulator, document);
		const before = await exportedNow();
		const error = await failing(simulator, changed as IDataObject, spoilingWrite(number, 400), {
			onFailure: 'undo',
		});
		expect([number, error?.message]).toEqual([number, expect.stringContaining('spoilt')]);
		expect([number, adviceOf(error)]).toEqual([number, expect.not.stringContaining('Left behind')]);
		expect([number, await exportedNow()]).toEqual([number, before]);
	}
}, 60_000);

test.each<[string, IDataObject, string]>([
	['an object in place of a list', { feature_codes: {} }, '"feature_codes" must be a list'],
	['a list in place of an object', { call_park: [] }, '"call_park" must be an object'],
	['a group that is not there', { call_park: { ring_group: '9999' } }, 'names "9999"'],
	[
		'a number that something else has',
		{ call_park: { extension_number: '101' } },
		'101 stands twice',
	],
	['a value out of bounds', { voicemail: { retain_days: -1 } }, 'voicemail settings: "'],
])('%s is refused', async (_, wrong, says) => {
	await within(async (connection) => {
		await expect(apply(connection, { ...sampleSetup(), ...wrong })).rejects.toThrow(says);
	});
});
