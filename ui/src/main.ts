import './look';

import { mount } from 'svelte';
import Program from './shell/Program.svelte';

mount(Program, { target: document.body });
