import { action, getMany, remove, resource } from '../define';
import { soundFile } from '../fields';
import { ofUser } from './shared';

/** What callers hear before they leave a message. */
export const myGreeting = resource(
	'myGreeting',
	'My Greeting',
	'/user/greetings',
	[
		action('create', 'POST', [soundFile], {
			action: 'Create own greeting',
			description: 'Make an uploaded recording a greeting of the mailbox',
			done: 'created',
		}),
		getMany({ paging: 'none', action: 'Get many own greetings' }),
		action('enable', 'POST /{id}/enable', [], {
			action: 'Enable own greeting',
			done: 'enabled',
		}),
		action('disable', 'POST /{id}/disable', [], {
			action: 'Disable own greeting',
			done: 'disabled',
		}),
		remove({ action: 'Delete own greeting' }),
	],
	ofUser('What callers of your voicemail hear', 'Voicemail'),
);
