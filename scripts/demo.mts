import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { Engine, type WorkflowJson } from './engine/run.mts';
import { PACKAGE } from './engine/nodeTypes.mts';
import { startSimulator } from '../simulator/server.mts';

/**
 * Runs the onboarding workflow in n8n's engine: against a simulated PBX that it starts itself,
 * or against a real one given by PORTSIP_URL, PORTSIP_USERNAME and PORTSIP_PASSWORD
 * (PORTSIP_IGNORE_SSL=true for a self-signed certificate; PORTSIP_DEALER and PORTSIP_TRUNK name
 * what the new tenants get). On a real PBX the tenants stay.
 */
const { env } = process;
const file = path.join(PACKAGE, 'workflows/onboard-tenant.json');
const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;

const simulator = env.PORTSIP_URL ? undefined : await startSimulator({ port: 0 });
const login = simulator?.logins.systemAdmin ?? {
	username: env.PORTSIP_USERNAME ?? '',
	password: env.PORTSIP_PASSWORD ?? '',
};
const url = env.PORTSIP_URL ?? simulator?.url ?? '';
console.log(
	`${workflow.name}\n${simulator ? 'Simulated PBX' : 'PBX'}: ${url}, signed in as ${login.username}\n`,
);

const started = performance.now();
const engine = await Engine.start();
engine.signInWith({
	baseUrl: url,
	signInAs: 'system',
	ignoreSslIssues: env.PORTSIP_IGNORE_SSL === 'true',
	...login,
});
const outcome = await engine.run(named(workflow), (node, { executionTime, data }) => {
	const [done = 0, failed = 0] = (data?.main ?? []).map((items) => items?.length ?? 0);
	const left = failed ? `, ${failed} by the error output` : '';
	console.log(
		`  ${node.padEnd(20)} ${String(done).padStart(2)} item(s)${left}  (${executionTime} ms)`,
	);
});

const rows = ['Onboarded', 'Not Onboarded'].flatMap((node) =>
	outcome.items(node).map(({ json }) => json),
);
console.log();
console.table(
	rows.map(({ customer, status, tenant, did_numbers: numbers, calls }) => ({
		customer,
		status,
		tenant,
		'DID numbers': numbers ?? '',
		calls: calls ?? '',
	})),
);
for (const { customer, reason } of rows)
	if (reason) console.log(`${String(customer)}: ${String(reason)}`);
if (outcome.error)
	console.log(`The workflow stopped: ${outcome.error.message}\n${outcome.error.description ?? ''}`);
console.log(
	`\n${rows.filter(({ status }) => status === 'onboarded').length} of ${rows.length} customers onboarded in ${((performance.now() - started) / 1000).toFixed(1)} s`,
);
if (simulator) {
	const { logins, requests } = simulator.counters;
	console.log(
		`The PBX saw ${logins} login and ${requests} requests. One customer asks for numbers that another one has: that is meant to fail.`,
	);
}
await simulator?.close();
process.exitCode = outcome.error ? 1 : 0;

/** The workflow with the dealer and the trunk of a real PBX, if they are given. */
function named(json: WorkflowJson): WorkflowJson {
	const { PORTSIP_DEALER: dealer, PORTSIP_TRUNK: trunk } = env;
	if (!dealer && !trunk) return json;
	const nodes = json.nodes.map((node) => {
		if (node.name !== 'New Customers') return node;
		const { customers } = JSON.parse(String(node.parameters.jsonOutput)) as {
			customers: IDataObject[];
		};
		const own = customers.map((customer) => ({
			...customer,
			...(dealer && { dealer }),
			...(trunk && { trunk }),
		}));
		return {
			...node,
			parameters: { ...node.parameters, jsonOutput: JSON.stringify({ customers: own }) },
		};
	});
	return { ...json, nodes };
}
