import assert from 'node:assert/strict';
import { runOnce } from '../lib/executions.mts';
import {
	byId,
	chain,
	manualTrigger,
	portSip,
	withCredential,
	type WorkflowNode,
} from '../lib/workflow.mts';
import type { Context } from './context.mts';

const GROUP = 'Operations';

const TENANT = {
	name: 'Maple Bakery',
	domain: 'maple.example',
	website: 'https://www.maple.example',
	timezone: 'Europe/London',
	currency: 'GBP',
	region: 'GBR',
};

const catcher: WorkflowNode = {
	name: 'Caught',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

/** Workflows run by hand; what they say is compared with what the PBX then holds. */
export async function checkOperations(context: Context): Promise<void> {
	const { report, rest, simulator, credential } = context;
	const run = (workflow: ReturnType<typeof chain>) =>
		runOnce(rest, withCredential(workflow, credential));

	await report.check(GROUP, 'Get Many gives the tenants of the PBX', async () => {
		const list = portSip('List', 'tenant', 'getMany', { returnAll: true });
		const execution = (await run(chain('Get Many', [manualTrigger(), list]))).mustSucceed();
		const ids = execution.items('List').map(({ id }) => id);
		assert.deepEqual(ids.sort(), [...simulator.state.tenants.keys()].sort());
	});
	await report.check(GROUP, 'onboarding: create, assign dealer and trunk, read back', () =>
		onboarding(context),
	);
	await report.check(GROUP, 'a failed item leaves by the error output, the others go on', () =>
		errorOutput(context),
	);
	await report.check(GROUP, 'a failed node says what the PBX said', async () => {
		const node = portSip('Read', 'tenant', 'get', { tenantId: byId('812345678999999999') });
		const execution = await run(chain('Unknown tenant', [manualTrigger(), node]));
		assert.equal(execution.status, 'error');
		assert.match(String(execution.error?.message), /^Get tenant: the PBX answered 404/);
		assert.match(String(execution.error?.description), /no such record/);
	});
	await report.check(GROUP, 'a token that ran out is renewed without a word', async () => {
		simulator.state.sessions.clear();
		const list = portSip('List', 'trunk', 'getMany');
		const before = simulator.counters.logins;
		(await run(chain('Renewal', [manualTrigger(), list]))).mustSucceed();
		assert.equal(simulator.counters.logins - before, 1);
	});
}

async function onboarding({ rest, simulator, credential }: Context): Promise<void> {
	const { state } = simulator;
	const [dealerId] = state.dealers.keys();
	const [trunkId] = state.providers.keys();
	const didNumbers = '4420700100-4420700149';
	const tenantId = byId("={{ $('Create').item.json.id }}");
	const workflow = chain('Onboarding', [
		manualTrigger(),
		portSip('Create', 'tenant', 'create', {
			...TENANT,
			additionalFields: {
				maxExtensions: 25,
				cdrEvent: { enabled: true, url: 'https://events.example/cdr', auth: 'DISABLE' },
				officeHours: 'Mon-Fri 09:00-17:30',
			},
		}),
		portSip('Dealer', 'tenant', 'assignToDealer', { tenantId, dealerId: byId(dealerId) }),
		portSip('Trunk', 'trunk', 'assignToTenant', {
			trunkId: byId(trunkId),
			tenantId,
			didNumbers,
			concurrency: 5,
		}),
		portSip('Numbers', 'trunk', 'getAssignment', { trunkId: byId(trunkId), tenantId }),
		portSip('Tenant', 'tenant', 'get', { tenantId, simple: false }),
	]);
	const execution = (await runOnce(rest, withCredential(workflow, credential))).mustSucceed();

	const created = [...state.tenants.values()].find(({ domain }) => domain === TENANT.domain);
	assert.ok(created, 'the PBX has no such tenant');
	assert.equal(created.max_extensions, 25);
	assert.ok(state.tenantDealers.has(`${created.id}/${dealerId}`), 'the dealer does not have it');
	const assignment = state.assignments.get(`${trunkId}/${created.id}`);
	assert.deepEqual([assignment?.did_numbers, assignment?.concurrency], [didNumbers, 5]);
	const [numbers] = execution.items('Numbers');
	assert.deepEqual([numbers.did_numbers, numbers.concurrency], [didNumbers, 5]);
	const [tenant] = execution.items('Tenant');
	assert.equal(tenant.id, created.id);
	assert.equal(tenant.cdr_event.url, 'https://events.example/cdr');
}

async function errorOutput({ rest, simulator, credential }: Context): Promise<void> {
	const domains = ['oak.example', 'sample.example', 'pine.example'];
	const list: WorkflowNode = {
		name: 'Three',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'domains', options: { destinationFieldName: 'domain' } },
	};
	const source: WorkflowNode = {
		name: 'Domains',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ domains }), options: {} },
	};
	const create = portSip(
		'Create',
		'tenant',
		'create',
		{ ...TENANT, domain: '={{ $json.domain }}' },
		{ onError: 'continueErrorOutput' },
	);
	const workflow = chain(
		'Error output',
		[manualTrigger(), source, list, create],
		[['Create', catcher]],
	);
	const execution = (await runOnce(rest, withCredential(workflow, credential))).mustSucceed();
	assert.deepEqual(
		execution.items('Create').map(({ id }) => simulator.state.tenants.get(id)?.domain),
		['oak.example', 'pine.example'],
	);
	// A created item carries what was sent, so that the next node need not look back.
	assert.deepEqual(
		execution.items('Create').map(({ name, domain, region }) => ({ name, domain, region })),
		['oak.example', 'pine.example'].map((domain) => ({ name: TENANT.name, domain, region: 'GBR' })),
	);
	const [caught, ...others] = execution.items('Caught');
	assert.deepEqual(others, []);
	assert.match(caught.error.message, /^Create tenant: the PBX answered 409/);
	const { code, status, outcome } = caught.error;
	assert.deepEqual([code, status, outcome], ['RESOURCE_EXISTS', 409, 'failed']);
	assert.equal(caught.domain, 'sample.example', 'the failed item lost its own fields');
}
