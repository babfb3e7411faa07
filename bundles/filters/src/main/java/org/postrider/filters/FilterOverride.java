package org.postrider.filters;

import java.util.EnumMap;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration that changes settings of a filter: a file {@code org.postrider.filters.filter-NAME.cfg}. A
 * configuration with a value that is not allowed is named in the log and changes nothing: what was in force stays.
 */
@Component(configurationPid = FilterOverride.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, service = {})
@Designate(ocd = FilterOverride.Settings.class, factory = true)
public final class FilterOverride {

    static final String PID = "org.postrider.filters.filter";

    private static final Logger LOG = LoggerFactory.getLogger(FilterOverride.class);

    /** What can be changed. An empty value leaves what the filter declares. */
    @ObjectClassDefinition(name = "Postrider Filter Settings",
            description = "Changes settings of one filter while mail flows.")
    public @interface Settings {

        @AttributeDefinition(description = "Name of the filter.")
        String name() default "";

        @AttributeDefinition(required = false, description = "enforce, shadow or off.")
        String mode() default "";

        @AttributeDefinition(required = false,
                description = "What applies when the filter fails: by-phase, defer, pass, reject or quarantine.")
        String onFailure() default "";

        @AttributeDefinition(required = false,
                description = "How long a call may take, 1ms to 300s, e.g. 500ms, 20s or 2m.")
        String deadline() default "";

        @AttributeDefinition(required = false, description = "How many calls may run at once, 1 to 10000.")
        String concurrency() default "";

        @AttributeDefinition(required = false,
                description = "Names of filters that run before it in its phase, separated by commas.")
        String after() default "";

        @AttributeDefinition(required = false,
                description = "Names of filters that run after it in its phase, separated by commas.")
        String before() default "";
    }

    private final Overrides overrides;
    private final String pid;
    private Overrides.Changes put;

    @Activate
    public FilterOverride(@Reference(name = "overrides") Overrides overrides, Settings settings,
            Map<String, Object> properties) {
        this.overrides = overrides;
        this.pid = String.valueOf(properties.get("service.pid"));
        modified(settings, properties);
    }

    @Modified
    void modified(Settings settings, Map<String, Object> properties) {
        try {
            Overrides.Changes read = read(settings);
            overrides.put(pid, read);
            put = read;
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; nothing is changed",
                    properties.getOrDefault("felix.fileinstall.filename", pid), e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        if (put != null) {
            overrides.remove(pid, put); // the next of this PID may have been faster
        }
    }

    private static Overrides.Changes read(Settings settings) {
        Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
        String name = name(settings.name());
        values.put(SettingKey.MODE, settings.mode());
        values.put(SettingKey.ON_FAILURE, settings.onFailure());
        values.put(SettingKey.DEADLINE, settings.deadline());
        values.put(SettingKey.CONCURRENCY, settings.concurrency());
        values.put(SettingKey.AFTER, settings.after());
        values.put(SettingKey.BEFORE, settings.before());
        values.values().removeIf(String::isBlank);
        values.replaceAll(SettingKey::checked);
        return new Overrides.Changes(name, values);
    }

    private static String name(String value) {
        try {
            return SettingText.name(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("name " + e.getMessage(), e);
        }
    }
}
