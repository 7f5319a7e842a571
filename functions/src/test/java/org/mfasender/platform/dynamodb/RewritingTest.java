package org.mfasender.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of an item, from how it is stored, how this release reads it, and how it is to be. */
class RewritingTest {

    private static final Rewriting REWRITING = new Rewriting(Map.of("run", List.of("id"), "steps", List.of("id")));

    /** Objects are written {@code {a:1 b:2}}, arrays {@code [x y]}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            what is unchanged stays in its own words,  {a:RED},                 {a:green},         {a:green},                {a:RED}
            what changes is written,                   {a:RED b:1},             {a:green b:1},     {a:blue b:1},             {a:blue b:1}
            what is not known stays,                   {a:1 z:9},               {a:1},             {a:2},                    {a:2 z:9}
            what is known and gone is removed,         {a:1 b:2 z:9},           {a:1 b:2},         {a:1},                    {a:1 z:9}
            what is new is added,                      {a:1},                   {a:1},             {a:1 b:2},                {a:1 b:2}
            a default is not stored,                   {a:1},                   {a:1 b:0},         {a:2 b:0},                {a:2}
            a changed default is,                      {a:1},                   {a:1 b:0},         {a:1 b:5},                {a:1 b:5}
            deeper as well,                            {o:{a:1 z:9}},           {o:{a:1}},         {o:{a:2}},                {o:{a:2 z:9}}
            another thing keeps nothing,               {run:{id:1 a:1 z:9}},    {run:{id:1 a:1}},  {run:{id:2 a:1}},         {run:{id:2 a:1}}
            the same thing does,                       {run:{id:1 a:1 z:9}},    {run:{id:1 a:1}},  {run:{id:1 a:2}},         {run:{id:1 a:2 z:9}}
            another form replaces,                     {o:{a:1 z:9}},           {o:{a:1}},         {o:5},                    {o:5}
            an array of values is one value,           {l:[x y]},               {l:[x]},           {l:[x w]},                {l:[x w]}
            an unchanged array stays,                  {l:[x y]},               {l:[x]},           {l:[x]},                  {l:[x y]}
            elements are the same by their identity,   {steps:[{id:1 z:8} {id:2 z:9}]}, {steps:[{id:1} {id:2}]}, {steps:[{id:2 a:1} {id:1}]}, {steps:[{id:2 z:9 a:1} {id:1 z:8}]}
            elements that are gone are removed,        {steps:[{id:1 z:8} {id:2 z:9}]}, {steps:[{id:1} {id:2}]}, {steps:[{id:2}]},            {steps:[{id:2 z:9}]}
            elements that are not known stay,          {steps:[{id:1} {id:9} {id:2}]},  {steps:[{id:1} {id:2}]}, {steps:[{id:1 a:1} {id:2}]},  {steps:[{id:1 a:1} {id:9} {id:2}]}
            at the end where the array is shorter,     {steps:[{id:1} {id:2} {id:9}]},  {steps:[{id:1} {id:2}]}, {steps:[{id:1}]},            {steps:[{id:1} {id:9}]}
            twins keep their own,                      {steps:[{id:1 a:1 z:8} {id:1 a:2 z:9}]}, {steps:[{id:1 a:1} {id:1 a:2}]}, {steps:[{id:1 a:2}]}, {steps:[{id:1 a:2 z:9}]}
            one twin changes,                          {steps:[{id:1 a:1 z:8} {id:1 a:2 z:9}]}, {steps:[{id:1 a:1} {id:1 a:2}]}, {steps:[{id:1 a:5} {id:1 a:2}]}, {steps:[{id:1 a:5 z:8} {id:1 a:2 z:9}]}
            elements of values are no objects,         {steps:[x y]},           {steps:[]},        {steps:[{id:1}]},         {steps:[x y {id:1}]}
            """)
    void whatBecomesOfAnItem(String name, String stored, String read, String next, String written) {
        assertThat(REWRITING.members(parse(stored), parse(read), parse(next))).isEqualTo(parse(written));
    }

    @Test
    @Timeout(20)
    void thousandsOfElementsAreMatchedInNoTime() {
        List<AttributeValue> before =
                IntStream.range(0, 20_000).mapToObj(i -> element(i, "1")).toList();
        List<AttributeValue> after =
                IntStream.range(0, 20_000).mapToObj(i -> element(i, "2")).toList();

        assertThat(REWRITING.members(steps(before), steps(before), steps(after)))
                .isEqualTo(steps(after));
    }

    private static Map<String, AttributeValue> steps(List<AttributeValue> elements) {
        return Map.of("steps", AttributeValue.fromL(elements));
    }

    private static AttributeValue element(int id, String value) {
        return AttributeValue.fromM(
                Map.of("id", AttributeValue.fromN(String.valueOf(id)), "value", AttributeValue.fromS(value)));
    }

    private static Map<String, AttributeValue> parse(String text) {
        return new Reader(text).value().m();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        AttributeValue value() {
            if (takes('{')) {
                Map<String, AttributeValue> members = new LinkedHashMap<>();
                while (!takes('}')) {
                    String name = word();
                    takes(':');
                    members.put(name, value());
                    takes(' ');
                }
                return AttributeValue.fromM(members);
            }
            if (takes('[')) {
                List<AttributeValue> elements = new ArrayList<>();
                while (!takes(']')) {
                    elements.add(value());
                    takes(' ');
                }
                return AttributeValue.fromL(elements);
            }
            return AttributeValue.fromS(word());
        }

        private boolean takes(char wanted) {
            if (text.charAt(at) != wanted) {
                return false;
            }
            at++;
            return true;
        }

        private String word() {
            int from = at;
            while (Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }
    }
}
