import type { Editor } from '../lib/editor.mts';

/** What somebody has to do with the PBX on any day. */
export interface Task {
	name: string;
	/** What is typed into the panel. */
	search: string;
	node: string;
	action: string;
	/** Who signs in: the administrator of the PBX, unless it says otherwise. */
	account?: 'user';
	fillIn(editor: Editor): Promise<void>;
	/** The PBX must have been sent this with success. */
	call: RegExp;
	/** What the output must hold. */
	shows: RegExp;
}

/** The tenant of the simulated PBX. */
const inSampleTenant = (editor: Editor) => editor.locate('actInTenant', 'sample');

export const TASKS: readonly Task[] = [
	{
		name: 'Add a customer',
		search: 'customer',
		node: 'PortSIP PBX',
		action: 'Create tenant',
		async fillIn(editor) {
			await editor.fill('name', 'Willow Dental');
			await editor.fill('domain', 'willow.example');
			await editor.fill('website', 'https://www.willow.example');
			await editor.locate('timezone', 'dublin');
			await editor.locate('currency', 'euro (');
			await editor.locate('region', 'ireland (');
		},
		call: /^POST \/api\/tenants$/,
		shows: /willow\.example/,
	},
	{
		name: 'Give a customer five numbers',
		search: 'did',
		node: 'PortSIP Provisioning',
		action: 'Assign next free DID numbers',
		async fillIn(editor) {
			await editor.locate('trunkId', 'sample');
			await editor.locate('tenantId', 'sample');
			await editor.fill('count', '5');
		},
		call: /^POST \/api\/providers\/.+\/assignees/,
		shows: /4420700100-4420700104/,
	},
	{
		name: 'Keep an address out',
		search: 'firewall',
		node: 'PortSIP PBX',
		action: 'Create IP rule',
		async fillIn(editor) {
			await editor.fill('cidr', '203.0.113.7');
			await editor.pick('target', 'Deny');
		},
		call: /^POST \/api\/ip_filters$/,
		shows: /203\.0\.113\.7\/32/,
	},
	{
		name: 'Give a colleague an extension',
		search: 'employee',
		node: 'PortSIP Extensions',
		action: 'Create extension',
		async fillIn(editor) {
			await inSampleTenant(editor);
			await editor.fill('extensionNumber', '1050');
			await editor.fill('displayName', 'Grace Moss');
			await editor.fill('name', 'grace');
			await editor.fill('email', 'grace@sample.example');
			await editor.locate('role', 'standarduser');
			await editor.toggle('generatePasswords');
		},
		call: /^POST \/api\/users$/,
		shows: /Grace Moss/,
	},
	{
		name: 'Turn an extension off',
		search: 'extension',
		node: 'PortSIP Extensions',
		action: 'Update extension',
		async fillIn(editor) {
			await inSampleTenant(editor);
			await editor.locate('extensionId', '1001');
			await editor.add(0, 'Enabled');
			await editor.toggle('enabled');
		},
		call: /^POST \/api\/users\/\d+$/,
		shows: /enabled/,
	},
	{
		name: 'Block a caller',
		search: 'blacklist',
		node: 'PortSIP Call Routing',
		action: 'Create blocked number',
		async fillIn(editor) {
			await inSampleTenant(editor);
			await editor.fill('number', '442079460000');
		},
		call: /^POST \/api\/blacklisted_numbers$/,
		shows: /442079460000/,
	},
	{
		name: 'Let several phones ring at once',
		search: 'hunt group',
		node: 'PortSIP Call Routing',
		action: 'Create ring group',
		async fillIn(editor) {
			await inSampleTenant(editor);
			await editor.fill('name', 'Reception');
			await editor.fill('extensionNumber', '8050');
			await editor.pick('ringStrategy', 'Ring Simultaneously');
		},
		call: /^POST \/api\/ring_groups$/,
		shows: /Reception/,
	},
	{
		name: "See this month's calls",
		search: 'cdr',
		node: 'PortSIP Calls',
		action: 'Get many call detail records',
		async fillIn(editor) {
			await inSampleTenant(editor);
			await editor.pick('period', 'This Month');
		},
		call: /^GET \/api\/cdrs$/,
		shows: /item|caller|No output data/,
	},
	{
		name: 'Add a contact for everybody',
		search: 'phone book',
		node: 'PortSIP Services',
		action: 'Create contact',
		async fillIn(editor) {
			await inSampleTenant(editor);
			await editor.fill('name', 'Fern Bakery');
			await editor.add(0, 'Business Phone');
			await editor.fill('business', '442079460111');
		},
		call: /^POST \/api\/contacts$/,
		shows: /Fern Bakery/,
	},
	{
		name: 'Add a contact of my own',
		search: 'favorite',
		node: 'PortSIP My Account',
		action: 'Create own contact',
		account: 'user',
		async fillIn(editor) {
			await editor.fill('name', 'Moss Garage');
			await editor.add(0, 'Mobile Phone');
			await editor.fill('mobilePhone', '447700900123');
		},
		call: /^POST \/api\/user\/contacts$/,
		shows: /Moss Garage/,
	},
];
