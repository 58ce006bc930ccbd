import { areas } from '../../nodes/shared/api/index.ts';
import type { Operation, Resource } from '../../nodes/shared/api/types.ts';
import type { FactOperation } from '../facts/contract.mts';
import { descriptionOf } from '../nodes.mts';
import { callersOf } from './words.mts';

type Facts = ReadonlyMap<string, FactOperation>;

const INTRODUCTION = `Whose account a credential must hold, and which right PortSIP demands of it beside that, as far as that is published. A node that is not allowed to do something says so (403), and changes nothing.

- **Act in Tenant**: a system administrator, or a dealer for his own tenants, does it too, if the tenant is named there. From PortSIP 22.8 on, entering a tenant takes the right \`SystemTenant.FullAccess\`.
- **Rights** come with roles. The built-in roles of tenants are \`Admin\`, \`QueueManager\`, \`StandardUser\` and \`StandardInternationalUser\`; roles of your own are made by Role of PortSIP Extensions, and the PBX's by the administrator. Most rights are not published: begin with the role \`Admin\` (\`SystemAdmin\` for the PBX), take rights away one by one, and run the workflow each time. Request Options > Check Only shows what the account may not read; what it may not write shows at the first write.
- **A role of its own** for n8n, with no more than the workflows need, limits what a leaked credential can do.`;

/**
 * The page that says which account is needed for what, from the rows and the contract.
 *
 * @param note what stands at the top of every generated page
 */
export function accountsPage(facts: Facts, note: string): string {
	const parts = areas.map(({ node, resources }) => {
		const lines = [...resources]
			.sort((a, b) => a.name.localeCompare(b.name, 'en'))
			.flatMap((resource) => linesOf(node, resource, facts));
		return [
			`## ${descriptionOf(node).displayName}`,
			['| Resource | Account | For | Right |', '|---|---|---|---|', ...lines].join('\n'),
		].join('\n\n');
	});
	return `${[note, '# Which account for what', INTRODUCTION, ...parts].join('\n\n')}\n`;
}

/** One line for each kind of account that a resource needs. */
function linesOf(node: string, { name, value, operations }: Resource, facts: Facts): string[] {
	const byAccount = new Map<string, Operation[]>();
	for (const operation of operations) {
		const account = accountOf(operation, facts);
		byAccount.set(account, [...(byAccount.get(account) ?? []), operation]);
	}
	return [...byAccount].map(([account, own]) => {
		const which =
			own.length === operations.length ? 'all' : own.map((each) => each.name).join(', ');
		return `| [${name}](${node}/${value}.md) | ${account} | ${which} | ${rightsOf(own, facts)} |`;
	});
}

function accountOf(operation: Operation, facts: Facts): string {
	const fact = factOf(operation, facts);
	if (!fact) return 'whoever the PBX allows the call';
	return `${callersOf(fact)}${operation.inTenant ? ', or Act in Tenant' : ''}`;
}

/** The rights of operations by name, each with the operations that need it. */
function rightsOf(own: readonly Operation[], facts: Facts): string {
	const byRight = new Map<string, string[]>();
	for (const operation of own) {
		const right = factOf(operation, facts)?.permission?.name;
		if (right) byRight.set(right, [...(byRight.get(right) ?? []), operation.name]);
	}
	return [...byRight].map(([right, names]) => `\`${right}\`: ${names.join(', ')}`).join('; ');
}

const factOf = ({ method, path }: Operation, facts: Facts): FactOperation | undefined =>
	facts.get(`${method} ${path}`);
