# Guests that have an address when they run.
foreach ($name in 'test02', 'test03') { $simulator.SetGuestAsync($name, '10.0.31.12', $name).Wait() }
