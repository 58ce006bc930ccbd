import assert from 'node:assert/strict';
import { runOnce } from '../lib/executions.mts';
import { startModel, type Model } from '../lib/model.mts';
import {
	byId,
	manualTrigger,
	typeFor,
	withCredential,
	type Workflow,
	type WorkflowNode,
} from '../lib/workflow.mts';
import { adminOf, saveCredential, type Context } from './context.mts';

const GROUP = 'AI tool';

/** What a tool may cost its model each time: about a thousand tokens. */
const MOST_CHARACTERS = 4000;

/** Fields that n8n asks a model for. */
const ask = (key: string, about: string, type = 'string') =>
	`={{ $fromAI('${key}', '${about}', '${type}') }}`;

interface Use {
	tool: Pick<WorkflowNode, 'name' | 'parameters'>;
	credential: { id: string; name: string };
	/** What the model gives for the fields it is asked for. */
	values: object;
}

/** Agents call the node as a tool; their language model is a stand-in. */
export async function checkTool(context: Context): Promise<void> {
	const { report, rest, simulator, credential } = context;
	const { state } = simulator;
	const [tenant] = [...state.tenants.values()];
	const model = await startModel();
	try {
		const modelCredential = await rest.post('/rest/credentials', {
			name: 'Model',
			type: 'openAiApi',
			data: { apiKey: 'only-for-tests', url: model.url },
		});
		const office = await saveCredential(rest, 'Office of a tenant', {
			...adminOf(simulator),
			...simulator.logins.tenantUser,
			signInAs: 'tenantUser',
		});
		const use = (given: Use) => useTool(context, model, modelCredential.id, given);
		const useSmall = async (given: Use) => {
			const items = await use(given);
			assert.ok(toldTo(model).length <= MOST_CHARACTERS, 'too much for a model');
			return items;
		};

		await report.check(GROUP, 'an agent finds a tenant', async () => {
			for (let number = 1; number <= 30; number++) {
				const id = state.nextId();
				const domain = `pine${number}.example`;
				const own = { id, name: `Pine ${number}`, domain, website: `https://www.${domain}` };
				state.tenants.set(id, { ...tenant, ...own });
			}
			const [found, ...others] = await use({
				tool: FIND,
				credential,
				values: { search: 'sample' },
			});
			assert.deepEqual(others, []);
			assert.deepEqual([found.id, found.domain], [tenant.id, tenant.domain]);
		});
		await report.check(GROUP, 'Simplify keeps fifteen tenants small', async () => {
			const size = async (simple: boolean) => {
				const parameters = { ...FIND.parameters, limit: 15, simple };
				await use({ tool: { ...FIND, parameters }, credential, values: { search: 'pine' } });
				return toldTo(model).length;
			};
			const [short, long] = [await size(true), await size(false)];
			assert.ok(short < long && short <= MOST_CHARACTERS, `${short} with it, ${long} without`);
		});
		await report.check(GROUP, 'an agent lists the trunks of a tenant', async () => {
			const trunks = await useSmall({ tool: TRUNKS, credential: office, values: { limit: 10 } });
			assert.deepEqual(
				trunks.map(({ id }) => id),
				[...state.assignments.values()]
					.filter((each) => each.tenant_id === tenant.id)
					.map((each) => each.provider_id),
			);
		});
		await report.check(GROUP, 'an agent creates an extension', async () => {
			const values = {
				number: '1207',
				person: 'Ivy Larch',
				user: 'ivy.larch',
				mail: 'ivy@sample.example',
			};
			const [{ id }] = await useSmall({ tool: EXTENSION, credential: office, values });
			const user = state.users.get(String(id));
			assert.deepEqual(
				[user?.extension_number, user?.display_name, user?.name, user?.email],
				Object.values(values),
			);
		});
		await report.check(
			GROUP,
			'an agent looks what a new customer would be, and makes it',
			async () => {
				const values = { company: 'Larch Ltd', domain: 'larch.example', look: true, count: 5 };
				const there = () =>
					[...state.tenants.values()].some((each) => each.domain === values.domain);
				const [dry] = await useSmall({ tool: ONBOARD, credential, values });
				assert.match(dry.text, /nothing was written/);
				assert.equal(there(), false);
				const [made] = await useSmall({
					tool: ONBOARD,
					credential,
					values: { ...values, look: false },
				});
				assert.equal(made.did_numbers, dry.did_numbers);
				assert.equal(there(), true);
			},
		);
	} finally {
		model.close();
	}
}

const FIND: Use['tool'] = {
	name: 'Find tenants',
	parameters: {
		resource: 'tenant',
		operation: 'getMany',
		filters: { search: ask('search', 'Part of the name of the tenant') },
	},
};

const TRUNKS: Use['tool'] = {
	name: 'List trunks',
	parameters: {
		resource: 'trunk',
		operation: 'getMany',
		limit: ask('limit', 'How many at most', 'number'),
	},
};

/** The secrets are none of the model's business. */
const EXTENSION: Use['tool'] = {
	name: 'Create extension',
	parameters: {
		resource: 'extension',
		operation: 'create',
		extensionNumber: ask('number', 'A free number of three digits or more'),
		displayName: ask('person', 'First and last name'),
		name: ask('user', 'Name to sign in with'),
		email: ask('mail', 'Mail address'),
		password: 'Larch-Only-31',
		extensionPassword: 'Larch-Phone-42',
		voicemailPin: '482916',
		role: byId('StandardUser'),
	},
};

/** What all customers have in common is the author's to say, the rest the model's. */
const ONBOARD: Use['tool'] = {
	name: 'Set up customer',
	parameters: {
		resource: 'tenantSetup',
		operation: 'onboard',
		dryRun: ask('look', 'True to look first, false to do it', 'boolean'),
		customer: ask('company', 'Name of the company'),
		domain: ask('domain', 'SIP domain of the customer'),
		timezone: 'Europe/London',
		region: 'GBR',
		currency: 'GBP',
		website: 'https://www.larch.example',
		trunkId: { __rl: true, mode: 'name', value: 'Sample SIP Trunk' },
		howMany: ask('count', 'How many numbers', 'number'),
		administrator: '{"extension_number": "100", "name": "ada", "email": "ada@larch.example"}',
		options: { report: 'summary' },
	},
};

/**
 * Runs an agent that has one tool.
 *
 * @returns the items that the model was given to read
 */
async function useTool(
	{ rest }: Context,
	model: Model,
	modelCredential: string,
	{ tool, credential, values }: Use,
): Promise<any[]> {
	Object.assign(model, { asked: [], values });
	const workflow = withCredential(agent(modelCredential, tool), credential);
	const execution = (await runOnce(rest, workflow)).mustSucceed();
	assert.deepEqual(execution.items('Agent'), [{ output: 'Done' }]);
	const [offered, ...more] = model.asked[0].tools;
	assert.deepEqual(more, []);
	assert.deepEqual(Object.keys(offered.function.parameters.properties), Object.keys(values));
	const text = toldTo(model);
	console.log(
		`  ${tool.name}: ${JSON.stringify(offered).length} characters offered, ${text.length} answered`,
	);
	return JSON.parse(text);
}

/** What the tool told the model. */
function toldTo({ asked }: Model): string {
	return asked[1].messages.find(({ role }: { role: string }) => role === 'tool').content;
}

function agent(modelCredential: string, { name, parameters }: Use['tool']): Workflow {
	const to = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });
	return {
		name: 'Agent',
		nodes: [
			{ ...manualTrigger(), id: 'start', position: [0, 0] },
			{
				id: 'agent',
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 2.2,
				position: [220, 0],
				parameters: { promptType: 'define', text: 'Use your tool', options: {} },
			},
			{
				id: 'model',
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				position: [160, 220],
				parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
				credentials: { openAiApi: { id: modelCredential, name: 'Model' } },
			},
			{
				id: 'tool',
				name,
				type: `${typeFor(parameters.resource)}Tool`,
				typeVersion: 1,
				position: [380, 220],
				parameters,
			},
		],
		connections: {
			Start: to('Agent', 'main'),
			Model: to('Agent', 'ai_languageModel'),
			[name]: to('Agent', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}
