import { at, download, list, OPEN_BODY, read, remove, resource, type Row, write } from '../define';
import { choice, flag, keyed, object, text, texts } from '../fields';

const application = [
	choice(
		'national_cloud',
		{ GLOBAL: 'Global', CHINA: 'China' },
		'Cloud of Microsoft that holds the accounts',
		{ default: 'GLOBAL' },
	),
	text('directory_id', 'Directory (tenant) ID at Microsoft'),
	text('application_id', 'Application (client) ID at Microsoft'),
];

const policy = [
	texts('selected_users', 'IDs of Microsoft 365 users'),
	choice(
		'sync_type',
		{ ALL: 'All Users', INCLUDE: 'All but the Selected', EXCLUDE: 'Only the Selected' },
		'What PortSIP says of these choices does not fit their names in the API; try it with one user first',
		{ title: 'Users to Synchronize', default: 'ALL' },
	),
];

const synchronization = [
	text('sync_time', 'When it runs, as a cron expression', {
		title: 'Synchronization Time',
		example: '0 2 * * *',
	}),
	object(
		'users',
		[
			flag('enabled', 'Whether users get extensions', { default: false }),
			flag('sync_guest_users', 'Whether guests are taken over, too', {
				title: 'Guest Users',
				default: false,
			}),
			flag('sync_photo', 'Whether photos are taken over', { title: 'Photos', default: false }),
			text('starting_extension_number', 'First number for new extensions, 3 to 13 digits', {
				min: 3,
				max: 13,
				pattern: '[0-9]{3,13}',
				example: '1000',
			}),
			...policy,
		],
		'How extensions are made from Microsoft 365 users',
	),
	keyed(
		'synchronization',
		'What',
		{
			sign_in_as_standard_user: 'Sign-In as Standard User',
			personal_contacts: 'Personal Contacts',
			shared_mailbox: 'Shared Mailbox',
			events: 'Events',
		},
		[flag('enabled', 'Whether this part is on'), ...policy],
		'What else is synchronized, one entry for each part',
		{ spread: true },
	),
];

/** The calls that exist for the whole PBX and for a tenant; action sentences know no capitals. */
const certificates = (noun: string): Row[] => [
	download('downloadCertificate', 'GET /certificate', {
		action: `Download certificate of ${noun}`,
		fileName: 'ms365.cer',
	}),
	download('generateCertificate', 'POST /certificate', {
		action: `Generate certificate of ${noun}`,
		description: 'Make a new certificate and fetch it; it must then be entered at Microsoft',
		fileName: 'ms365.cer',
	}),
	at(
		'POST /destroy',
		remove({ action: `Delete ${noun}`, description: 'End the integration', since: '22.6' }),
	),
];

export const microsoft365Integration = resource(
	'microsoft365Integration',
	'Microsoft 365 Integration',
	'/ms365',
	[
		read('get', 'GET', {
			action: 'Get microsoft 365 integration',
			simple: [
				'national_cloud',
				'directory_id',
				'application_id',
				'redirect_uri',
				'sbc_redirect_uri',
				'sync_time',
			],
		}),
		write('update', 'POST', [...application, ...synchronization], {
			action: 'Update microsoft 365 integration',
		}),
		...certificates('microsoft 365 integration'),
		list('getUsers', 'GET /users', {
			name: 'Get Users',
			action: 'Get microsoft 365 users',
			paging: 'undeclared',
		}),
		read('getUser', 'GET /users/details/{id}', {
			name: 'Get User',
			action: 'Get microsoft 365 user',
			path: [
				text('id', 'ID of the user at Microsoft, as in the list of users', {
					parameter: 'userId',
					title: 'User ID',
				}),
			],
			since: '22.8',
		}),
		list('getGroups', 'GET /groups', {
			name: 'Get Groups',
			action: 'Get microsoft 365 groups',
			paging: 'none',
		}),
		read('getSelectedGroups', 'POST /groups/get_many', {
			name: 'Get Selected Groups',
			action: 'Get selected microsoft 365 groups',
			description: `Several groups at once. ${OPEN_BODY}.`,
			acceptsBody: true,
		}),
	],
	{ description: 'How a tenant is linked to Microsoft 365; needs a tenant user or Act in Tenant' },
);

export const systemMicrosoft365Integration = resource(
	'systemMicrosoft365Integration',
	'Microsoft 365 Integration (System)',
	'/admin/ms365',
	[
		read('get', 'GET', { action: 'Get system microsoft 365 integration' }),
		write('update', 'POST', application, { action: 'Update system microsoft 365 integration' }),
		...certificates('system microsoft 365 integration'),
	],
	{ description: 'How the PBX is linked to Microsoft 365; needs a system administrator' },
);
