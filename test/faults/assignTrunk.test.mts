import type { IDataObject } from 'n8n-workflow';
import { addTenants, linesOf } from '../support/pbx.mts';
import { lostAnswer, resetBefore } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';

/** A tenant never loses numbers of a trunk by the way. */
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
	await assign('442079000000-442079000099');
	net.simulator.log.length = 0;
});
afterAll(async () => await net.close());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const assign = async (didNumbers: string, options: IDataObject = {}) =>
	await net.run({
		resource: 'trunk',
		operation: 'assignToTenant',
		trunkId: locator(trunk),
		tenantId: locator(tenant),
		didNumbers,
		options,
	});
const held = () =>
	[...net.simulator.state.assignments.values()].find(({ tenant_id }) => tenant_id === tenant)
		?.did_numbers;
const writes = () => linesOf(net.simulator).filter((line) => /^POST .*assignees/.test(line));

test('numbers are added to those that it has, which stay to the letter', async () => {
	const { out, error } = await assign('442079000050-442079000109');
	expect(error).toBeUndefined();
	expect(out[0]).toMatchObject({
		operation: 'updated',
		added: '442079000100-442079000109',
		removed: '',
		did_numbers: '442079000000-442079000099;442079000100-442079000109',
	});
	expect(held()).toBe('442079000000-442079000099;442079000100-442079000109');
});

test('what is there already is unchanged, and nothing is sent', async () => {
	const { out } = await assign('442079000010');
	expect(out[0]).toMatchObject({ operation: 'unchanged', added: '', removed: '' });
	expect(writes()).toEqual([]);
});

test('Replace says what it takes away', async () => {
	const { out } = await assign('442079000000-442079000004', { existingNumbers: 'replace' });
	expect(out[0]).toMatchObject({ operation: 'updated', removed: '442079000005-442079000099' });
	expect(held()).toBe('442079000000-442079000004');
});

test('but takes no number that an inbound rule uses, unless told', async () => {
	const rule = await net.run({
		resource: 'inboundRule',
		operation: 'create',
		actInTenant: locator(tenant),
		name: 'Reception',
		didNumbers: '442079000042',
		providerId: locator(trunk),
		otherFields: '',
	});
	expect(rule.error).toBeUndefined();
	net.simulator.log.length = 0;
	const { error } = await assign('442079000000', { existingNumbers: 'replace' });
	expect(error?.message).toContain('are in use: 442079000042 (inbound rule "Reception")');
	expect(writes()).toEqual([]);
	const told = await assign('442079000000', {
		existingNumbers: 'replace',
		removeNumbersInUse: true,
	});
	// Whether the PBX lets go of a number in use is up to it.
	expect(writes()).toHaveLength(1);
	expect(told.out.length + Number(Boolean(told.error))).toBe(1);
});

test.each([
	['before the PBX', resetBefore],
	['after it', lostAnswer],
])('an answer that is lost %s is looked up', async (_, fault) => {
	net.proxy.breakAt({ line: /^POST .*assignees/ }, fault);
	const { out, error } = await assign('442079000200');
	const done = String(held()).endsWith('442079000200');
	expect(Boolean(error)).toBe(!done);
	if (done) expect(out[0]).toMatchObject({ operation: 'updated', added: '442079000200' });
	else expect(error?.message).toMatch(/not known/);
});
