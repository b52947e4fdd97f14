/** The window's first step. */
import { mount } from 'svelte';
import App from './App.svelte';
import './ui/theme.css';
import './ui/controls.css';

const target = document.getElementById('window');
if (target === null) throw new Error('expected an element #window in the page');
mount(App, { target });
